"""What sheets of the plan declare of lists that regions have already: what they are called, and their columns."""
