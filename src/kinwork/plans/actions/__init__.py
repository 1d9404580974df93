"""Verbs: make a plan, agree on it, look at it again, end it; ask the four questions again."""
