"""Verbs of formal meetings."""
