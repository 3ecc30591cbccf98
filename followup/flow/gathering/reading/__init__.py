"""How received files are read: one after the other, or many side by side on this computer's processors or on others."""
