"""Measures of a service, each defined once as an expression over an extract without names; no database, no Django."""
