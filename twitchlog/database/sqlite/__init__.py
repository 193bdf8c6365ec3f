"""Django's SQLite, for a database file that may be renamed, deleted or replaced while it is open
(docs/adr/0168).
"""
