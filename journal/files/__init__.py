"""Diary files on their way in and out of the database; how they are written stands in
``journal.diary_file``.
"""
