"""An invented authority, to look at Kinwork with."""
