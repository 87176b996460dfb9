"""`yici-admin catalogue`: check a catalogue file, see what it changes, publish it."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.catalogue_change import Change, Effect, StatedBasis
from core.errors import Refusal
from core.moment import business_day
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.catalogue_file import CatalogueDraft, read_catalogue
from desktop.catalogue_room import VersionLine, compare, preview, publish, versions
from desktop.database_room import wall_clock

app = typer.Typer(no_args_is_help=True)
CatalogueFile = Annotated[Path, typer.Argument(help="目录文件（JSON）")]
EffectiveOn = Annotated[
    datetime | None, typer.Option("--effective", formats=["%Y-%m-%d"], help="生效日；默认今天")
]


class BasisNotUnderstood(Refusal):
    """A legal basis that does not say which item it is for."""


@app.command(help="检查每个事项的八公开是否齐全、编码是否有效，以及待确认的时限单位")
def check(file: CatalogueFile) -> None:
    """Say which items may be published; exit code 1 when one may not."""
    draft = read_catalogue(file)
    _tell(draft)
    if draft.shortfalls:
        raise typer.Exit(1)


@app.command(help="发布前对照现行目录，列出增加、减少和改动；不发布")
def diff(
    file: CatalogueFile,
    effective: EffectiveOn = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Say what a file would change; exit code 1 when something gets worse for applicants."""
    draft = read_catalogue(file)
    version = draft.publishable(_day(effective))
    with opened_room(settings, data_folder) as room:
        found = room.read(
            lambda reading: preview(reading, version.items, version.effective_on)
        ).result()
    _tell_shortfalls(draft)  # an item left out for them is one that ends
    _tell_changes(found)
    if any(change.effect is Effect.WORSE for change in found):
        raise typer.Exit(1)


@app.command("compare", help="对照两个已发布的目录版本")
def compare_(
    before: Annotated[str, typer.Argument(help="原版本")],
    after: Annotated[str, typer.Argument(help="新版本")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Say what changed between two published versions."""
    with opened_room(settings, data_folder) as room:
        _tell_changes(room.read(lambda reading: compare(reading, before, after)).result())


@app.command("versions", help="列出目录版本及其起止日，含尚未生效的")
def versions_(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """List every published version with its term."""
    today = business_day(wall_clock())
    with opened_room(settings, data_folder) as room:
        for line in room.read(versions).result():
            typer.echo(_version_line(line, today))


@app.command("import", help="发布文件里八公开齐全的事项，其余留作草稿不发布")
def import_(
    file: CatalogueFile,
    effective: EffectiveOn = None,
    basis: Annotated[
        list[str] | None,
        typer.Option(help="对申请人不利的变更的依据，写作 事项代码=依据；可重复"),
    ] = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Publish the complete items as a new catalogue version.

    Raises: WorseWithoutBasis, BasisNotUnderstood.
    """
    bases = tuple(_stated(text) for text in basis or ())
    draft = read_catalogue(file)
    version = draft.publishable(_day(effective))
    with opened_room(settings, data_folder) as room:
        found = room.read(
            lambda reading: preview(reading, version.items, version.effective_on)
        ).result()
        room.write(lambda work: publish(work, version, "admin", bases)).result()
    _tell(draft)
    _tell_changes(found)
    typer.echo(f"已发布 {len(version.items)} 个事项，目录版本 {version.version}")


def _day(effective: datetime | None) -> date:
    return effective.date() if effective else business_day(wall_clock())


def _stated(text: str) -> StatedBasis:
    code, equals, basis = text.partition("=")
    if not (equals and code.strip() and basis.strip()):
        raise BasisNotUnderstood(
            f"看不懂依据“{text}”，没有发布目录，请写作 事项代码=依据，例如 XK-0001=《某法》第九条。"
        )
    return StatedBasis(code.strip(), basis.strip())


def _tell_shortfalls(draft: CatalogueDraft) -> None:
    for shortfall in draft.shortfalls:
        lacking = "、".join(shortfall.lacking)
        typer.echo(f"不能发布  {shortfall.code} {shortfall.name}：缺少{lacking}")
        for gap in shortfall.gaps:
            typer.echo(f"          {gap.disclosure}：{gap.words}")


def _tell(draft: CatalogueDraft) -> None:
    _tell_shortfalls(draft)
    for item in draft.items:
        if item.statutory and item.statutory.to_confirm:
            typer.echo(f"待确认    {item.code} {item.name}：{item.statutory.to_confirm}")
    complete = len(draft.items) - len(draft.shortfalls)
    typer.echo(f"共 {len(draft.items)} 个事项，八公开齐全 {complete} 个")


def _tell_changes(found: Iterable[Change]) -> None:
    told = list(found)
    for change in told:
        mark = "" if change.effect is Effect.NEUTRAL else f"【{change.effect.word}】"
        typer.echo(f"变更      {change.item_code} {change.item_name}：{mark}{change.words}")
    worse = sum(change.effect is Effect.WORSE for change in told)
    typer.echo(f"共 {len(told)} 处变更，对申请人不利 {worse} 处")


def _version_line(line: VersionLine, today: date) -> str:
    term = line.term
    until = f"{term.until:%Y-%m-%d}" if term.until else "另行公布"
    if term.until and term.until < term.since:
        state = "生效前已被替代"
    elif term.holds_on(today):
        state = "现行"
    else:
        state = "待生效" if term.since > today else "已停用"
    return (
        f"{term.publication.version}  {term.since:%Y-%m-%d} 至 {until}  "
        f"{line.items} 个事项  {state}"
    )
