"""How the workspace reaches the app: Socket Mode or signed HTTP, triggers and response_urls."""
