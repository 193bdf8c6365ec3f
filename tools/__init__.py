"""What `make` needs to find, install, lock and list what the project runs on."""
