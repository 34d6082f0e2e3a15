"""What is searched: entries of pages and named things, and what writes them when something changes."""
