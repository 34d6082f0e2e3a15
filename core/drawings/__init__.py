"""Drawings of numbers: a map of a vocabulary, rows of dots, and the shades that go with counts."""
