"""Reads of plans, each with its number of statements."""
