"""What waits for moderators: until when, who reads it, and what is said when it takes long."""
