"""The weekly unit meeting: agenda, discussion, hypotheses, conversations, decisions, tasks, minutes."""
