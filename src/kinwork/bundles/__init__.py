"""Bundles: papers for a court, and everything about a person who asks for it, bound in the background."""
