"""Dated facts of each child's record: plans, orders, placements and the rest. What a child is follows from them."""
