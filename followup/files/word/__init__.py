"""Word documents, written from templates."""
