"""Signing in and out, second factors, sessions, and the accounts themselves."""
