"""Copies of received workbooks with wrong cells marked."""
