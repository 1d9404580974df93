"""Questionnaires filled in with families: who answers what and when, answer by answer, and what comes of it."""
