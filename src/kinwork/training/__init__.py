"""Training, inductions, coaching and reflective supervision of staff: who had what, when; nothing of a family."""
