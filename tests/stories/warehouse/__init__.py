"""The story of one project before its work starts, in chapters that people play."""
