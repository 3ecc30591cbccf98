"""From a received file to what it answers: whose it is, its answers, and what else stands in it."""
