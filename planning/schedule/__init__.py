"""What goes live or expires when, and what did not at its time."""
