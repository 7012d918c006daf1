"""Commands about the data in use: update, cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fmref.cli._main import digest_option, json_option, main, open_catalog, print_json

if TYPE_CHECKING:
    from fmref.citing import CitationStyle

KEY_HELP = "The public key of its publisher, or the file that holds it; FILE_OR_URL.minisig is the signature."


@main.command()
@click.argument("source", required=False, metavar="[FILE_OR_URL]")
@digest_option("The digest that its publisher names.")
@click.option("--key", help=KEY_HELP)
@click.option("--rollback", is_flag=True, help="Take out of use what was put in use last.")
@click.option("--list", "list_", is_flag=True, help="List what is installed; a star marks what is in use.")
@json_option
def update(source: str | None, digest: str | None, key: str | None, rollback: bool, list_: bool, as_json: bool) -> None:
    """Put the snapshot at FILE_OR_URL in use, if it has the digest or the signature of its publisher.

    It is copied to the user's data directory. Nothing is fetched but by this command.
    """
    from fmref import updating

    if (source is not None) + rollback + list_ != 1:
        raise click.UsageError("give one of FILE_OR_URL, --rollback and --list")
    if source is not None:
        if digest is None and key is None:
            raise click.UsageError("say which snapshot it has to be: give --digest or --key")
        new = updating.install(source, digest=digest, key=key)
        click.echo(f"installed: sha256:{new.digest}", err=as_json)
    elif rollback:
        click.echo(f"taken out of use: sha256:{updating.roll_back()}", err=as_json)
    _show_snapshots(as_json=as_json)


def _show_snapshots(*, as_json: bool) -> None:
    """What there is, one a line, with a star before what `fmref.load` opens."""
    from fmref.catalog import available
    from fmref.installed import described

    found = available()
    if as_json:
        print_json([{**one._asdict(), "in_use": one == found[0], "fits": one.fits} for one in found])
        return
    for one in found:
        other = "" if one.fits else f"  (tables of version {one.format}, which this fmref does not read)"
        click.echo(f"{'*' if one == found[0] else ' '} {described(one):<20}  sha256:{one.digest}{other}")


@main.command()
@click.option("--style", type=click.Choice(["text", "bibtex", "cff"]), default="text", show_default=True)
def cite(style: CitationStyle) -> None:
    """Say how to cite the data in use, with their version and digest."""
    click.echo(open_catalog().cite(style))
