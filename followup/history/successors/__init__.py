"""Earlier rounds as this round's units see them: what a unit had that is gone now is its successors'."""
