"""Kinwork: the case system for systemic units in children's social work."""

__version__ = "0.1.0"
