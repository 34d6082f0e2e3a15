"""What browsers are told that pages of ours may do: nothing from elsewhere."""

# What no page of ours asks the browser for.
NOTHING_ASKED: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer browsing-topics camera display-capture geolocation gyroscope magnetometer microphone midi "
        "payment usb xr-spatial-tracking"
    ).split()
}
OF_PAGES = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
# Wagtail writes scripts and styles into its pages, and shows previews and pictures that are not saved yet.
OF_ADMIN = {
    "frame-ancestors": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
}
