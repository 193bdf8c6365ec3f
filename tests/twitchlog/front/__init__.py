"""Tests of the server: what it reads and sends, and who answers."""
