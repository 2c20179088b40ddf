"""The control API: drives the workspace as its people, for the page, the Driver and tests."""
