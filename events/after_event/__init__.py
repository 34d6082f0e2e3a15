"""Pages that go live when an event ends."""
