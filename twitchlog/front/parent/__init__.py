"""The parent: it starts and ends the other processes and hands jobs on; it computes nothing."""
