"""Text that was brought in: whose words each passage is, who has checked what a machine made, which entry it became."""
