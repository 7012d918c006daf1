"""The group of all commands, and what several of them share: options, the catalog, what they print with."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn, TypeVar

import click

from fmref import __version__
from fmref.errors import DataError, FmrefError

if TYPE_CHECKING:
    from rich.console import Console

    from fmref.catalog import Catalog
    from fmref.glossary import TermMatch
    from fmref.resolution import Match

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

PROFILE_NAMES: Final = ("mainstream", "loanword", "academy", "mainland", "taiwan")
KIND_NAMES: Final = ("model", "organization", "dataset", "benchmark", "software", "hardware", "concept")
LEVEL_NAMES: Final = ("family", "series", "model", "variant")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_JOBS: Final = "fmref.jobs"
_only_jsonl_option = click.option(
    "--jsonl", is_flag=True, help="Answer JSON Lines from standard input, one request a line."
)


def _keep_jobs(context: click.Context, _param: click.Parameter, jobs: int) -> None:
    context.meta[_JOBS] = jobs


_jobs_option = click.option(
    "--jobs",
    type=click.IntRange(0),
    default=1,
    expose_value=False,
    callback=_keep_jobs,
    help="Share the requests of --jsonl among processes, 0 for as many as there are cores.",
)


def jsonl_option(command: Callable[..., T]) -> Callable[..., T]:
    """The options of a command that answers JSON Lines."""
    return _only_jsonl_option(_jobs_option(command))


kind_option = click.option("--kind", type=click.Choice(KIND_NAMES), help="Look among entries of one kind only.")
lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh", "fa"]), default="en", show_default=True, help="Language of what is shown."
)
report_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, programs, pull requests on GitHub, and code scanning.",
)
profile_option = click.option(
    "--profile", type=click.Choice(PROFILE_NAMES), help="The style of writing, which puts other terms first."
)
html_option = click.option("--html", "as_html", is_flag=True, help="Print HTML.")


class Group(click.Group):
    """Prints the library's errors as one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; exit status 1 for an error of the library."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            fail("\n".join(str(d) for d in error.diagnostics))
        except FmrefError as error:
            fail(str(error))
        except BrokenPipeError:
            _discard_output()
            sys.exit(1)
        except OSError as error:
            _discard_output()
            fail(f"cannot write the answer: {error.strerror}")


def _discard_output() -> None:
    """Let the interpreter flush at its end what could not be written, to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, status: int = 1) -> NoReturn:
    """One sentence on standard error, and the end."""
    click.echo(f"fmref: {message}", err=True)
    sys.exit(status)


def digest_option(said: str) -> Callable[[F], F]:
    """An option for a digest, which the command gets as its digits; text that is none is a usage error."""
    return click.option("--digest", metavar="sha256:...", callback=_checked_digest, help=said)


def _checked_digest(_ctx: click.Context, _param: click.Parameter, digest: str | None) -> str | None:
    from fmref.installed import checked_digest

    try:
        return None if digest is None else checked_digest(digest)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fmref")
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Use this snapshot or data directory.")
@click.option(
    "--overlay", type=click.Path(exists=True, path_type=Path), help="Lay this glossary file of yours over it."
)
@digest_option("Answer from exactly these data or not at all; `fmref cite` prints their digest.")
@click.pass_context
def main(ctx: click.Context, data: Path | None, overlay: Path | None, digest: str | None) -> None:
    """Foundation models in Chinese, Persian and English: names, sourced facts, terminology.

    Completion for bash: eval "$(_FMREF_COMPLETE=bash_source fmref)"; zsh and fish alike.
    """
    ctx.obj = data, overlay, digest
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # three scripts, and lone surrogates


def open_catalog() -> Catalog:
    """The catalog that the options of the program name."""
    from fmref.catalog import load

    data, overlay, digest = click.get_current_context().obj
    return load(data, overlay=overlay, digest=digest)


def terminal() -> Console:
    """Where tables and emphasis are printed; lines are not broken for programs that read them."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: object) -> None:
    """Print a value for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def answer_jsonl(verb: str) -> NoReturn:
    """Answer standard input; exit status 1 at the end when a line could not be answered."""
    from fmref.streams import answers

    all_good = True
    out = sys.stdout.buffer
    for lines, good in answers(open_catalog(), verb, sys.stdin.buffer, jobs_given()):
        out.write(lines)
        out.flush()  # who asks line by line waits for each answer
        all_good &= good
    sys.exit(0 if all_good else 1)


def jobs_given() -> int:
    """How many processes are to share the work."""
    from fmref.workers import cores

    jobs: int = click.get_current_context().meta[_JOBS]
    return jobs or cores()


def one_or_jsonl(argument: str | None, name: str, jsonl: bool, verb: str) -> str:
    """The argument of a verb that takes one on the command line or many as JSON Lines."""
    if jsonl:
        answer_jsonl(verb)
    if argument is None:
        raise click.UsageError(f"give a {name}, or --jsonl and requests on standard input")
    return argument


def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Names and ids that begin as typed, for the shell."""
    from fmref.catalog import load

    catalog = load(ctx.find_root().params.get("data"))
    return [m.matched for m in catalog.search(incomplete, limit=20) if m.matched.startswith(incomplete)]


name_argument = click.argument("name", shell_complete=complete)
name_or_jsonl = click.argument("name", required=False, shell_complete=complete)


def opened(path: Path) -> BinaryIO:
    """A file to read; a usage error where there is none."""
    try:
        return path.open("rb")
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="NAME") from None


def list_matches(matches: Iterable[Match], heading: str = "") -> None:
    """Print entries one a line, under a heading if there are any."""
    matches = list(matches)
    if matches and heading:
        click.echo(f"{heading}:")
    width = max((len(m.id) for m in matches), default=0)
    for m in matches:
        click.echo(f"  {m.id:{width}}  {m.name} ({m.level or m.kind})")


def tracked(items: Sequence[T], what: str) -> Iterable[T]:
    """Items one by one, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, console=Console(stderr=True), transient=True)


def with_register(term: TermMatch) -> str:
    """A term with its register in brackets, unless everybody uses it."""
    return term.text if term.register in (None, "general") else f"{term.text} ({term.register})"
