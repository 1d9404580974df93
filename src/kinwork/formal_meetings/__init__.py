"""Meetings about a family with others: arranged ahead, who is asked and who came, what was said, what came of it."""
