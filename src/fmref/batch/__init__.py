"""Columns of texts and names, in batches of Arrow: one kernel for a process, all cores, Spark and other engines.

>>> import pyarrow as pa
>>> from fmref import batch
>>> texts = pa.record_batch({"id": ["a", "b"], "text": ["GPT-3, a 17B model, was made by OpenAI.", None]})
>>> (answers,) = batch.check([texts])
>>> answers.column_names
['id', 'verdicts', 'error']
>>> answers["verdicts"][0][0]["verdict"].as_py(), answers["error"][1].as_py()
('refuted', 'there is no text; give one')

`annotate`, `lint`, `check` and `normalize` take batches and give batches, row for row: the columns that are kept, one
with the answers of the wire, and `error`. A row that cannot be answered has a sentence there, so that no document stops
the others. All arguments can be pickled, and each process opens its snapshot once.

`run` goes through Parquet files and can be started again where it stopped; `on_spark` does the same to a data frame of
Spark. Without pyarrow, which the extra `arrow` brings, to import this module raises `MissingExtraError`.
"""

from fmref.errors import MissingExtraError

try:
    from fmref.batch._kernel import annotate, check, lint, normalize
    from fmref.batch._run import Progress, run
    from fmref.batch._schema import SCHEMAS, schema
    from fmref.batch._spark import on_spark
except ModuleNotFoundError as missing:
    if missing.name != "pyarrow":
        raise
    raise MissingExtraError("arrow", "fmref.batch") from None

__all__ = ["SCHEMAS", "Progress", "annotate", "check", "lint", "normalize", "on_spark", "run", "schema"]
