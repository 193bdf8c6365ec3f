"""What changes the diary: the only writers, in modules named after what is done (docs/adr/0178)."""
