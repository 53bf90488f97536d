"""What is read of elections: checks, progress, whose turn it is, and who may see a result."""
