"""How people write numbers, units and days, made plain: no cell type is known here."""
