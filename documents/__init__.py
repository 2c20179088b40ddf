"""Draws: documents and pictures, from facts that are given and nothing else."""
