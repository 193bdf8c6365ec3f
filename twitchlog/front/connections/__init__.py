"""Connections: requests read whole, answers sent whole, and who leaves when there is no room."""
