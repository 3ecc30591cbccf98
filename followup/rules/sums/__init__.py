"""How figures are added up, and which sums would tell a figure that is masked."""
