"""The record of rounds: what a merge leaves for people, archives and later rounds, and what is taken from it."""
