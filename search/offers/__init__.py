"""What is offered beside results: help in a crisis, titles while one types, filters that the words name."""
