"""What somebody has done that somebody else has to approve. It holds at once; approval follows, and never blocks."""
