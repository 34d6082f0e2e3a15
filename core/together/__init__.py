"""Pages that go live together with others, and not alone."""
