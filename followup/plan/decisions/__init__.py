"""What the secretariat has decided besides the plan: the decisions workbook."""
