"""Questionnaires, schedules and coding frames as data, and their scoring. Pure: no Django, no clock, no database."""
