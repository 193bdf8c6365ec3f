"""What is built from the repository for others to install."""
