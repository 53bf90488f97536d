"""Where CI runs (CI=true) a skipped test is a failed one: what it lacks must be installed."""

import os
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def unskip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that says why it skipped; expected failures stay."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may skip: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """No test skips in CI."""
    report = yield
    unskip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """No module skips in CI."""
    report = yield
    unskip(report)
    return report


DATABASE = {"db", "transactional_db", "live_server", "on_postgresql"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database-only``: what another database cannot tell apart runs once, not twice."""
    told = "only the tests that use a database or speak of one"
    parser.addoption("--database-only", action="store_true", help=told)


@cache
def speaks_of_a_database(path: Path) -> bool:
    """Whether a module of tests names the setting or the server."""
    text = path.read_text("utf-8")
    return "GUIJU_DATABASE_URL" in text or "postgresql" in text.lower()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that know no database, where that is asked for."""
    if not config.getoption("--database-only"):
        return
    kept, left = [], []
    for item in items:
        fixtures = {*getattr(item, "fixturenames", ())}
        uses = bool(DATABASE & fixtures) or item.get_closest_marker("django_db") is not None
        once = item.get_closest_marker("once") is not None
        again = not once and (uses or speaks_of_a_database(item.path))
        (kept if again else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)
