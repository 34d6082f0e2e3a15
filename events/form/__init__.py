"""What the form of an event offers."""
