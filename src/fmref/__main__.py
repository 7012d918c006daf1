"""`python -m fmref` is the command line."""

from fmref.cli import main

if __name__ == "__main__":
    main()
