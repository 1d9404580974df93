"""A family's genogram: drawn on the page, corrected by clicking, and put on paper."""
