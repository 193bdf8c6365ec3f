"""What the parent's children do: light work, or one lane's jobs."""
