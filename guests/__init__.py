"""People without an account: links by which they read one draft and say what they think of it."""
