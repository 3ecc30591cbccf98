"""Whether figures and amounts can be right, alone and together; and the figures that running text tells."""
