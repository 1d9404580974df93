"""Surveys of staff: rounds, who is asked, answers that no one can trace to a person, and results of five or more."""
