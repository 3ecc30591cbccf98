"""What a region calls its things: units, goals, scales, periods, and what figures are broken down by."""
