"""Verbs: take a contact, decide about it, take the family to a unit."""
