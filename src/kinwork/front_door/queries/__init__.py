"""Reads, each with its number of statements."""
