"""The report in words, made once and laid out as a page and as a PDF, so that both say the same."""
