"""From rows to frozen facts, in a fixed number of queries: the only readers. No words here."""
