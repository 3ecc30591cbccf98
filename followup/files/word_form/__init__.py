"""A form as a Word document: written, and read when it comes back."""
