"""Accounts: who may make one, signing in and its limits, mail about it, what happened to it."""
