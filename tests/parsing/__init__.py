"""The one grammar, room by room."""
