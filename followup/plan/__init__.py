"""What the region has decided: units, goals, measures, scales, the round; read from ``plan.xlsx``."""
