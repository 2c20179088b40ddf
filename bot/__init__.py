"""What starts Steward: settings, composition, processes and the command line."""
