"""Across families: the units side by side, and the lists behind their figures."""
