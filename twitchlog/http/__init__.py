"""What is true of every request and answer, whichever page it is about."""
