"""What processes remember of the public site, and the number by which they know that it changed."""
