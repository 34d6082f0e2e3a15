"""Settings, the addresses of services, URLs, formats of dates."""
