"""Floor 8: the HTTP application around the page: health, limits, security headers."""
