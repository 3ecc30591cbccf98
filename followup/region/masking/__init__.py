"""A region for readers outside: small numbers of people masked, and what would give them away."""
