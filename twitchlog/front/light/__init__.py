"""The light workers: they read, answer what is quick, and ask the lanes for the rest."""
