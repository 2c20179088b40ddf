"""The speed targets, as ratios that are measured in one run: `python -m bench`."""
