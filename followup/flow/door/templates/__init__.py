"""What people are to fill in, and the Word templates of the workspace."""
