"""One form per action, one file per topic."""
