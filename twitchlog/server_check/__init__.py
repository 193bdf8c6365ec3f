"""What ``manage.py check_server`` looks at: a line each, with its remedy (docs/adr/0254)."""
