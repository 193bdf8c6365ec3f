"""What is true of every form that is sent: whose it is, and what becomes of it signed out."""
