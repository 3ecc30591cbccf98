"""Tables to begin a plan with."""
