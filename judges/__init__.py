"""What goes out, before judges other than ours: ``make judges``. See docs/judges.md."""
