"""Documents that become events and summaries of webinars."""
