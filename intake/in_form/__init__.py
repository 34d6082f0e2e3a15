"""What the form of a page shows of its document, and what becomes of the pieces at its side."""
