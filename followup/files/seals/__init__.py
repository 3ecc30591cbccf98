"""By which marks our own files are known again, and whether somebody has edited them."""
