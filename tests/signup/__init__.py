"""Signing up to events."""
