"""Before and beside the front: what must be true at the start, and the tasks."""
