"""Installing the app: the page where a person allows what it asks for."""
