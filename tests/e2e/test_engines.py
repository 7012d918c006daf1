"""The kernel on engines: Spark with two workers, Dask; the same answers as in one process."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fmref import batch
from fmref.catalog import Catalog
from fmref.errors import BatchError

pytestmark = pytest.mark.filterwarnings(  # of what Spark leaves open, and does not support yet
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
)
TEXTS = ["Alpha 13B has 17 billion parameters.", None, "这种基金会模式很强，Alpha 有 130 亿参数。", ""] * 5


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four Parquet files of texts, one of them without rows."""
    directory = tmp_path_factory.mktemp("texts")
    whole = pa.table({"id": range(len(TEXTS)), "text": pa.array(TEXTS, pa.string()), "year": [2024.5] * len(TEXTS)})
    for number, start in enumerate((0, 7, 14, 20)):
        pq.write_table(whole.slice(start, 7), directory / f"{number}.parquet")
    return directory


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark with two workers, each a process with one core."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is in the group `engines`")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    os.environ.update(SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": "1000",
        "spark.sql.files.openCostInBytes": "1000",
        "spark.log.level": "ERROR",
    }
    builder = sql.SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def plain(texts: Path, verb: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of a run in this process, by id."""
    with tempfile.TemporaryDirectory() as target:
        batch.run(texts, target, verb, **options)
        return sorted(pq.read_table(target).to_pylist(), key=lambda row: row["id"])


@pytest.mark.parametrize("verb", ["annotate", "lint", "check", "normalize"])
def test_spark_gives_the_same_rows(verb: str, spark: Any, texts: Path, mini: Catalog, tmp_path: Path) -> None:
    """Written by Spark, read by Arrow: ids, answers, errors, a column that is kept with its type."""
    options = {"column": "text", "keep": ["id", "year"], "snapshot": mini.snapshot.path}
    frame = batch.on_spark(spark.read.parquet(str(texts)), verb, **options)

    frame.write.parquet(str(tmp_path / "answers"))
    found = pq.read_table(tmp_path / "answers")

    assert ["id", "year", *batch.SCHEMAS[verb].names] == frame.columns
    assert sorted(found.to_pylist(), key=lambda row: row["id"]) == plain(texts, verb, **options)


def test_spark_opens_the_snapshot_once_in_each_worker(spark: Any, texts: Path, mini: Catalog) -> None:
    """Whatever number of partitions it works on."""
    snapshot = mini.snapshot.path

    def openings(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from fmref import batch
        from fmref.workers import catalog_of

        for _ in batch.annotate(batches, snapshot=snapshot):
            yield pa.record_batch({"pid": [os.getpid()], "opened": [catalog_of.cache_info().misses]})

    frame = spark.read.parquet(str(texts)).repartition(8)
    rows = frame.mapInArrow(openings, "pid long, opened long").collect()

    assert 1 == max(row.opened for row in rows)
    assert 2 == len({row.pid for row in rows}) < len(rows)


def test_a_column_that_spark_has_not(spark: Any, texts: Path) -> None:
    """Is said before any work begins."""
    with pytest.raises(BatchError, match="no column 'body'; the columns are 'id', 'text', 'year'"):
        batch.on_spark(spark.read.parquet(str(texts)), "lint", column="body")


def test_dask_gives_the_same_rows(texts: Path, mini: Catalog) -> None:
    """A task for each file, on two processes."""
    dask = pytest.importorskip("dask", reason="dask is in the group `engines`")
    snapshot = mini.snapshot.path

    def answered(path: Path) -> pa.Table:
        from fmref import batch

        file = pq.ParquetFile(path)
        return pa.Table.from_batches(
            batch.check(file.iter_batches(), snapshot=snapshot), batch.schema("check", file.schema_arrow)
        )

    tasks = [dask.delayed(answered)(path) for path in sorted(texts.glob("*.parquet"))]
    tables = dask.compute(*tasks, scheduler="processes", num_workers=2)

    assert pa.concat_tables(tables).to_pylist() == plain(texts, "check", snapshot=snapshot)
