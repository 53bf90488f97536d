"""Setting up a real city: from the command line and, as jobs, from the pages."""
