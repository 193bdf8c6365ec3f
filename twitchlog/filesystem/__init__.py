"""Files that are whole or not there, room on the disk, and who has a file open."""
