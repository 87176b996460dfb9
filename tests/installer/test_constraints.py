import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution, distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
ALL_GROUPS = ("dev", "bench")
LINUX = {
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
}
WINDOWS = {
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_system": "Windows",
    "sys_platform": "win32",
}


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {
        canonicalize_name(requirement.name): str(requirement.specifier)
        for requirement in requirements
    }


def asked_by_the_project(groups: Sequence[str]) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [line for group in groups for line in project["optional-dependencies"][group]]
    return [Requirement(line) for line in (*project["dependencies"], *optional)]


def closure(marker_values: dict[str, str], groups: Sequence[str] = ALL_GROUPS) -> set[str]:
    """Return every distribution that a machine with `marker_values` needs, by canonical name."""
    todo = [(requirement, "") for requirement in asked_by_the_project(groups)]
    seen: set[tuple[str, str]] = set()
    while todo:
        requirement, asked_extra = todo.pop()
        # Values not given are those of the running machine.
        values = {**marker_values, "extra": asked_extra}
        if requirement.marker is not None and not requirement.marker.evaluate(values):
            continue
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                todo += [(needed, extra) for needed in requirements_of(name)]
    return {name for name, _ in seen}


def requirements_of(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in distribution(name).requires or []]
    except PackageNotFoundError:  # another system's need: its pin is all that can be checked here
        return []


@pytest.mark.parametrize("system", [LINUX, WINDOWS], ids=["linux", "windows"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_need_of_a_supported_machine_is_pinned(system: dict[str, str], python: str) -> None:
    values = {**system, "python_version": python, "python_full_version": f"{python}.0"}
    assert closure(values) - set(pinned()) == set()


def test_the_running_environment_has_the_pinned_versions() -> None:
    pins = pinned()
    needed = closure({}, ("dev",))  # the peers of `make bench` may be absent
    assert {name: f"=={version(name)}" for name in needed} == {name: pins[name] for name in needed}


def test_nothing_is_pinned_that_nobody_needs() -> None:
    installed = {canonicalize_name(found.name) for found in distributions()}
    assert (set(pinned()) & installed) - closure({}) == set()


def test_every_pin_allows_what_the_project_asks() -> None:
    pins = pinned()
    for asked in asked_by_the_project(ALL_GROUPS):
        exact = pins[canonicalize_name(asked.name)].removeprefix("==")
        assert asked.specifier.contains(exact), asked.name


def test_every_pin_is_one_exact_version() -> None:
    for name, specifier in pinned().items():
        assert specifier.startswith("=="), name
        assert "," not in specifier, name
        assert "*" not in specifier, name
