"""Working copies: a rewrite of a live page that waits in moderation while the page itself is corrected."""
