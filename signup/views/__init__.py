"""What visitors see of signing up."""
