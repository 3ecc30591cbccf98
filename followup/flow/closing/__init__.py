"""A round that is closed: what stands in the way, what is kept of it and how, and what is handed out of it afterwards."""
