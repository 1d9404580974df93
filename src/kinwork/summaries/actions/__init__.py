"""Verbs: write a summary, take up entries in it, make it the standing one; agree how much is recorded."""
