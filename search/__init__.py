"""Full-text search, facets, listings, feeds over pages. Names no content type."""
