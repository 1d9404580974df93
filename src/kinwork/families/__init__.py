"""The family record: who belongs to it, and its page."""
