"""A person's page, and what is noted of them."""
