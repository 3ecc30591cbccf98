"""Tables that the plan itself declares: on four sheets, and compiled to the very sections that are declared in code."""
