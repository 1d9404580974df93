"""Statutory returns read, checked, written: CIN census, SSDA903, Annex A, the daily API. No database, no clock."""
