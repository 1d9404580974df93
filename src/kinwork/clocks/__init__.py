"""Days: working days, bank holidays, dates as people say and type them. Pure: today is always passed in."""
