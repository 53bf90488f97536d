"""Tags for the templates of elections."""
