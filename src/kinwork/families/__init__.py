"""A family: who belongs to it, how they are related, where they live, who stands around them, and who said so."""
