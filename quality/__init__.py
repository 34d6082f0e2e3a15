"""The quality gate: checks of what a page says, which of them block in which section, and how the live pages stand."""
