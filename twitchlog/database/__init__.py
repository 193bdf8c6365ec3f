"""The database's file: opened, brought up to date, locked, copied and put back."""
