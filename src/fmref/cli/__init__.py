"""The command line: parse, call, print. A module for each group of commands; importing them adds them to `main`."""

from fmref.cli import data, entries, facts, names, services, snapshots, terms, texts
from fmref.cli._main import main

__all__ = ["data", "entries", "facts", "main", "names", "services", "snapshots", "terms", "texts"]
