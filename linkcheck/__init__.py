"""Links to other sites: which live pages lead there, and whether they answer."""
