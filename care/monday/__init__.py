"""What the office goes through once a week: as a page, and as one mail."""
