"""Calendars of others that become drafts of events: read, compared with what was imported before, applied."""
