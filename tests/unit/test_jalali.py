"""The solar calendar of Iran."""

import datetime

import pytest

from fmref.jalali import FIRST_YEAR, LAST_YEAR, days_of_month, from_jalali, to_jalali

LEAP_YEARS = (
    "1210 1214 1218 1222 1226 1230 1234 1238 1243 1247 1251 1255 1259 1263 1267 1271 1276 1280 1284 "
    "1288 1292 1296 1300 1304 1309 "
    "1313 1317 1321 1325 1329 1333 1337 1342 1346 1350 1354 1358 1362 1366 1370 1375 1379 1383 1387 "
    "1391 1395 1399 1403 1408 1412 "
    "1416 1420 1424 1428 1432 1436 1441 1445 1449 1453 1457 1461 1465 1469 1474 1478 1482 1486 1490 1494 1498"
)
"""As in the tables of persiantools 6.2 and jdatetime 6.1, which agree in every day of these years."""


def test_leap_years_are_those_of_the_published_tables() -> None:
    """Three centuries of them."""
    assert [int(y) for y in LEAP_YEARS.split()] == [
        year for year in range(FIRST_YEAR, LAST_YEAR) if days_of_month(year, 12) == 30
    ]


@pytest.mark.parametrize(
    ("year", "gregorian"),
    [
        (1210, "1831-03-21"),
        (1285, "1906-03-22"),
        (1300, "1921-03-21"),
        (1304, "1925-03-21"),
        (1344, "1965-03-21"),
        (1357, "1978-03-21"),
        (1376, "1997-03-21"),
        (1400, "2021-03-21"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
        (1450, "2071-03-21"),
        (1500, "2121-03-21"),
    ],
)
def test_new_years_days(year: int, gregorian: str) -> None:
    """Nowruz, over the whole range."""
    assert from_jalali(year, 1, 1).isoformat() == gregorian


def test_every_day_comes_back() -> None:
    """All days from 1832 on, in order, one after the other."""
    day = datetime.date(1832, 1, 1)
    before = (0, 0, 0)
    while day.year < 2121:
        jalali = to_jalali(day)
        assert jalali > before
        assert from_jalali(*jalali) == day
        before, day = jalali, day + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "parts", [(1402, 12, 30), (1402, 13, 1), (1402, 0, 1), (1402, 7, 31), (900, 1, 1), (1402, 1, 0)]
)
def test_days_that_do_not_exist_are_refused(parts: tuple[int, int, int]) -> None:
    """Esfand has 29 days in a common year; years outside of the range are not converted."""
    with pytest.raises(ValueError, match="no day"):
        from_jalali(*parts)
    with pytest.raises(ValueError, match="range"):
        to_jalali(datetime.date(1500, 1, 1))
