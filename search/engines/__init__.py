"""A module per engine. Each answers the same questions:

- `matching(words, rows)`: those of `rows` (a queryset of an indexed model) that hold every word, as a queryset;
- `ranked(words, rows, start, stop)`: a slice of their keys, the best first.
"""
