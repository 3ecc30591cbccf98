"""One declaration a Word document: which sections, in which order, under which headings."""
