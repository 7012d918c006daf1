"""HTML that several views share."""

from html import escape

__all__ = ["cited", "linked"]


def linked(title: str, url: str | None) -> str:
    """A title as a link to its address, where it has one of the web."""
    if url is None or not url.startswith(("https://", "http://")):
        return escape(title)
    return f'<a href="{escape(url)}">{escape(title)}</a>'


def cited(title: str, url: str | None, date: str | None) -> str:
    """A source as views list it: its title, linked, and its date."""
    return f"{linked(title, url)}, {escape(date)}" if date else linked(title, url)
