"""Review, and every way to going live: approval, publish guards, notifications, privacy."""
