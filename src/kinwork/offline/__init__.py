"""Recording without a signal: what a phone holds for it, the key that only a sign-in gives, and its end from afar."""
