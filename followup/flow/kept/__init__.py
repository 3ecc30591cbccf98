"""What is kept from one command to the next, and made anew when anything that it rests on has changed."""
