"""What people do at an election, each step in one transaction with its entry in the chain."""
