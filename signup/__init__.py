"""Signing up to events: places, waiting list, reminders, attendance."""
