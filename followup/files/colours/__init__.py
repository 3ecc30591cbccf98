"""Colours as #RRGGBB: how far apart they are, and what can be read on them."""
