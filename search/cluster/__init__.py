"""A search cluster of several hosts: where it is, and asking it within bounds of time."""
