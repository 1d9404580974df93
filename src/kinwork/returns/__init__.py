"""Statutory returns read, checked and written: CIN census, SSDA903, Annex A, the daily API. Pure: no database, no clock."""
