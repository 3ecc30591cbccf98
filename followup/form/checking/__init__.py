"""What a row says about itself: whether it is answered, where its conditions are true, what explains it."""
