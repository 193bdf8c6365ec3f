#!/usr/bin/env python
"""Django's command line for Twitchlog."""

from twitchlog.command_line import main

if __name__ == "__main__":
    main()
