"""Days as people say and type them, working days, and what is due by when. Pure: today is always passed in."""
