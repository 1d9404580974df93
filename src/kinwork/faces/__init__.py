"""What a family gets to read in plain words: faces of plan, assessment and letters, and a child’s own page."""
