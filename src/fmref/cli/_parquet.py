"""The options of commands that also answer the rows of Parquet files."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from click.core import ParameterSource

from fmref.cli._main import jobs_given, open_catalog

if TYPE_CHECKING:
    from fmref.batch import Progress

__all__ = ["parquet_options"]

Command = Callable[..., Any]

_OWN: Final = ("parquet", "text_column", "keep", "jobs")


def parquet_options(verb: str, *also: str) -> Callable[[Command], Command]:
    """Options that make of a command one on Parquet files, which does what `fmref.batch` calls `verb`.

    `also` are the parameters of the command that `verb` takes, too; others may not be given then.
    """

    def added(command: Command) -> Command:
        @click.option(
            "--parquet",
            nargs=2,
            type=click.Path(path_type=Path),
            metavar="IN OUT",
            help="Answer a column of a file or directory of Parquet files, in others.",
        )
        @click.option("--column", "text_column", help="The column that --parquet reads; text, of names name.")
        @click.option("--keep", multiple=True, metavar="COLUMN", help="Write this column, too; without it, id.")
        @functools.wraps(command)
        def either(
            parquet: tuple[Path, Path] | None, text_column: str | None, keep: Sequence[str], **given: Any
        ) -> Any:
            if parquet is None:
                if text_column is not None or keep:
                    raise click.UsageError("--column and --keep go with --parquet")
                return command(**given)
            _refuse_others((*_OWN, *also))
            options = {name: given[name] for name in also} | {"keep": [*keep] or None}
            if text_column is not None:
                options["column"] = text_column
            _answer_files(verb, *parquet, options)

        return either

    return added


def _refuse_others(allowed: Sequence[str]) -> None:
    """A usage error for an argument or option that would be passed over."""
    context = click.get_current_context()
    for param in context.command.params:
        is_given = context.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE
        if is_given and param.name not in allowed and context.params.get(str(param.name)):
            shown = param.opts[-1] if param.param_type_name == "option" else str(param.name).upper()
            raise click.UsageError(f"--parquet reads the files that it names, in its own way; leave out {shown}")


def _answer_files(verb: str, source: Path, target: Path, options: dict[str, Any]) -> NoReturn:
    """Answer the rows of Parquet files; exit status 1 at the end when some could not be answered."""
    from fmref import batch

    snapshot = open_catalog().snapshot.path
    with _bar() as show:
        done = batch.run(source, target, verb, jobs=jobs_given(), progress=show, snapshot=snapshot, **options)
    earlier = f"; {done.earlier:,} done before" if done.earlier else ""
    click.echo(f"{target}: {done.answered:,} rows, {done.errors:,} with an error{earlier}", err=True)
    sys.exit(1 if done.errors else 0)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], object] | None]:
    """What shows how far a run is, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("answering", total=None)
        yield lambda done: bar.update(task, completed=done.answered + done.earlier, total=done.total)
