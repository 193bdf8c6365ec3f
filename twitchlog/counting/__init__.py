"""What limits count, for all processes of the server together."""
