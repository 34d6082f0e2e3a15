"""What staff set for search, in the admin."""
