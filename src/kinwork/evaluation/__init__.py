"""Studies of practice: which families agreed, and data without names for named evaluators."""
