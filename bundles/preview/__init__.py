"""The site as visitors will see it once a bundle is live."""
