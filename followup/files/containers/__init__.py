"""What files come in: folders, mails, compressed folders."""
