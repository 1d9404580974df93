"""Families that go from one unit to another: offered, taken or returned, introduced, handed over with what is known."""
