"""Reads of meetings, each with its number of statements: by what is read."""
