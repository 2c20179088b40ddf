"""Revision 0009, a room a file: it is made and taken back as a whole."""
