"""Lists that regions have kept on their own, in whatever program, read as workbooks: values, places, merged cells."""
