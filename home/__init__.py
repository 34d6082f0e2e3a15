"""The front page, plain pages, and the demonstration site (`home/demo/`)."""
