"""When a round is: the order of rounds, and the rows of a plan that count in one."""
