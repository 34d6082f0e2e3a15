"""The list of events day by day: a month at a time, as a table or as a list."""
