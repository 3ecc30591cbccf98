"""How a workspace begins: empty, with an example's plan, or with that of the round before."""
