"""Accounts: signing in, invitations, preferences, throttling. Imports nothing of ours."""
