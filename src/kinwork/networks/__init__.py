"""Who stands around a family: ties, network maps and ecomaps, and the register of agencies."""
