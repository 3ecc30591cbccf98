"""Which units of earlier rounds the units of the plan replace."""
