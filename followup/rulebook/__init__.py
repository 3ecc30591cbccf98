"""Every rule once: what it is called, how grave it is, whom it is for, what it says, and why it stands.

A record is raised by its name. ``rule.py`` says what a record is, ``registry.py`` lists all of them, and the other files
hold them by what they are about.
"""
