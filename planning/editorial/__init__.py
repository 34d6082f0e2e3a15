"""The editorial calendar: what happens on which day, for whoever looks."""
