"""A made-up diary of twelve weeks, for looking around: nobody's real nights."""
