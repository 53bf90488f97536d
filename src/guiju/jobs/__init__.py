"""Long work: a row that one worker claims, that goes on after a crash and shows true progress."""
