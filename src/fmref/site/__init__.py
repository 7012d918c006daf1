"""The catalog and the glossary as a static site in three languages: `build` writes it to a directory.

Needs the extra `site` (Jinja2). Every page can be read without JavaScript, links are relative, and what a reader needs
of the search index and of the list of models is loaded when it is asked for.
"""

from fmref.site._build import MARK, build

__all__ = ["MARK", "build"]
