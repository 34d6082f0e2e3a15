"""The recycle bin: what was deleted, from where, and how it comes back."""
