"""Documents that become drafts: what is read out of them, and what a person has to confirm."""
