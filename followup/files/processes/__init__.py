"""Files are read in processes of their own, ahead of whoever asks for them."""
