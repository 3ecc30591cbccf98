"""From a text to its phrases: words, numbers, units, times."""
