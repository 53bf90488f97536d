"""A congress of 400 delegates walked in a browser: its desks, its steps, its count, its papers."""
