"""What stands last in a document, and what the text before refers to there by number."""
