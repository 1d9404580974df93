"""Retention: how long each record must be kept, by which rule, and erasing one whose time has come, by two people."""
