"""The editorial calendar as one person's own calendar reads it, at an address that they alone know."""
