"""The translator's desk: what is still to be translated, and what a translation should know of its original."""
