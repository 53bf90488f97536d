"""Organs by level, posts, people in posts with dates, and what each post may do."""
