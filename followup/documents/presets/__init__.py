"""The documents of a plan that declares none itself: rows as the plan's own sheets have them, a file each."""
