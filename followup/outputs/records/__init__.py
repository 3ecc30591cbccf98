"""What is kept of a round, a merge and a template for later: records, logs and lists."""
