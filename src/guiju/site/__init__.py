"""Settings, composition of the rooms and the start page."""
