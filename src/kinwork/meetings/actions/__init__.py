"""Verbs of the unit meeting. Each is one transaction: permitted, done, told to whoever has the page open."""
