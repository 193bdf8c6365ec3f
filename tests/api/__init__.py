"""The JSON door, from outside."""
