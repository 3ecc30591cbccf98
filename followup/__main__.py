"""``python -m followup`` does the same as the command ``followup``."""

from followup.cli import main

if __name__ == "__main__":  # worker processes import this module again on Windows and macOS
    main()
