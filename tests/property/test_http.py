"""Requests that schemathesis makes up from the OpenAPI document: what is answered is what the document says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from fmref.catalog import Catalog
from fmref.server import application
from fmref.wire import VERBS

OPERATIONS = [f"{method}/v1/{verb}" for verb in VERBS for method in ("GET", "POST")] + ["GET/health"]


@pytest.fixture(scope="module")
def described(mini: Catalog) -> schemathesis.BaseSchema:
    """The document as the application serves it, over the small data."""
    return schemathesis.openapi.from_asgi("/openapi.json", application(mini))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_answers_are_as_described(described: schemathesis.BaseSchema, operation: str) -> None:
    """Status, type and schema of every answer; no request that the document forbids is taken, and none crashes it."""
    method, _, path = operation.partition("/")

    @given(case=described[f"/{path}"][method].as_strategy())
    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def answers(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    answers()
