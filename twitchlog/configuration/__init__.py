"""What is read before the server starts: the environment, the secret key, policies."""
