"""Who decides about pages: asked when one is sent, shown at the desk, said before somebody goes."""
