"""Versions that are not live: whether one is shown, and those whose words go live in another page."""
