"""From returns, decisions and receipts to a round: one submission a unit."""
