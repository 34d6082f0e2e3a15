"""Bundles: pages that are reviewed one by one, seen together beforehand, and go live in one step or not at all."""
