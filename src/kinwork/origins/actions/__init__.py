"""Verbs: bring a text in, check its passages, write it to the record; withdraw it."""
