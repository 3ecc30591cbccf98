"""What is between a file and the disk: reading it, writing it whole, locking, and LibreOffice."""
