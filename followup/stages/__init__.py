"""The spine, in the order of the data: template, reading, checking, assessing, consolidating.

Each stage is a function of values to a result and findings. None knows a section by name.
"""
