"""Questionnaires and observation schedules as data, and their scoring. Pure: no Django, no clock."""
