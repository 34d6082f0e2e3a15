"""The public site around the pages: middleware, page cache, security, site map, API, errors, menus."""
