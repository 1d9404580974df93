"""A family's plan, made of aims and the unit's own tasks; what needs attention; the four questions asked again."""
