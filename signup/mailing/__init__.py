"""Mails to those who signed up: what they have, what changed, reminders."""
