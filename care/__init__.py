"""Care afterwards: who looks after a page, when it is looked at again, and what waits for the office on Mondays."""
