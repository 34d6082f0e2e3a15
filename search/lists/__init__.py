"""What a list is besides a page: its feed and its JSON."""
