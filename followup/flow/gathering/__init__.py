"""What every job begins with: the workspace, its plan, what was received, the round as it stands."""
