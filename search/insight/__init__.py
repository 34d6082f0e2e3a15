"""What people look for: counted by words, day and language alone, and shown to staff in a report."""
