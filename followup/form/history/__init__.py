"""What a template shows of earlier rounds."""
