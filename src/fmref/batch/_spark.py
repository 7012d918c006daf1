"""The kernel on Apache Spark, which brings the scheduling, the retries and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fmref.batch._kernel import Kernel
from fmref.batch._schema import SCHEMAS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["on_spark"]


def on_spark(frame: DataFrame, verb: str, **options: Any) -> DataFrame:
    """A data frame of Spark with the answers to the rows of another one, in the same order within each partition.

    `verb` is `annotate`, `lint`, `check` or `normalize`, and `options` are those of the function of this name;
    `snapshot` is a path on the workers. Only the columns that are read or kept leave the JVM. Raises `BatchError` at
    once for a column that is not there or of another type.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import StructType

    given = to_arrow_schema(frame.schema)
    kernel = Kernel(verb, options)
    kept = [frame.schema[name] for name in kernel.kept_columns(given)]
    shape = StructType([*kept, *from_arrow_schema(SCHEMAS[verb])])
    return frame.select(*kernel.needed_columns(given)).mapInArrow(kernel, shape)
