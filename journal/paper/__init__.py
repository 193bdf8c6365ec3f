"""The report on its way to paper: handed over from the database, put into words, set as a PDF."""
