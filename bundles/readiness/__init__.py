"""What still keeps a bundle from going live."""
