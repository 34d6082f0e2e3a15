"""What changed between two versions of a page, and no more: what a moderator has to read."""
