"""`yici-admin`: every command through its own door, and every mistake one sentence with exit 2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from core.paper_kind import NoticeKind
from db.engine import connect, file_engine
from db.keystore import FileKeystore
from desktop import demonstration
from desktop.database_room import KEY_NAME
from tests.admin.conftest import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.admin.conftest import Admin


def test_a_sample_of_each_paper_carries_the_name(admin: Admin, tmp_path: Path) -> None:
    for document in ("acceptance", "one_time", "decision", "delivery", "guide", "ledger"):
        out = tmp_path / f"{document}.pdf"
        finished = admin(
            "print-sample", "--document", document, "--applicant", "欧阳𠮷", "--out", str(out)
        )
        assert finished.returncode == 0, finished.stderr
        pdf = pypdfium2.PdfDocument(out)
        text = pdf[0].get_textpage().get_text_bounded()
        pdf.close()
        assert "欧阳𠮷" in text


def test_a_sample_ticket_carries_no_name(admin: Admin, tmp_path: Path) -> None:
    out = tmp_path / "ticket.pdf"
    finished = admin(
        "print-sample", "--document", "ticket", "--applicant", "欧阳𠮷", "--out", str(out)
    )
    assert finished.returncode == 0, finished.stderr
    assert "排队小票" in finished.stdout
    with pypdfium2.PdfDocument(out) as pdf:
        assert pdf[0].get_width() == pytest.approx(80 * 72 / 25.4)
        text = pdf[0].get_textpage().get_text_bounded()
    assert "A3012" in text
    assert "欧阳" not in text


def test_a_sample_can_be_had_of_every_kind_of_paper(admin: Admin) -> None:
    asked = ("print-sample", "--document", "receipts", "--applicant", "张三", "--out", "x.pdf")
    offered = admin(*asked).stderr
    for name in (*(kind.value for kind in NoticeKind), "ticket"):
        assert name in offered


@pytest.mark.parametrize("name", ["", "张\x07三", "长" * 300])
def test_a_sample_for_an_impossible_name_is_refused(
    admin: Admin, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "x.pdf"
    finished = admin(
        "print-sample", "--document", "acceptance", "--applicant", name, "--out", str(out)
    )
    assert "没有保存任何内容" in told(finished)
    assert not out.exists()


def test_a_sample_that_cannot_be_written_is_told(admin: Admin, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    out = str(tmp_path / "file" / "x.pdf")
    finished = admin("print-sample", "--document", "decision", "--applicant", "张三", "--out", out)
    assert "没有留下半个文件" in told(finished)


def test_the_catalogue_is_checked_and_imported(
    admin: Admin, station_folder: Path, tmp_path: Path
) -> None:
    checked = admin("catalogue", "check", str(demonstration.CATALOGUE))
    assert checked.returncode == 0
    assert "共 24 个事项，八公开齐全 24 个" in checked.stdout
    imported = admin(
        *("catalogue", "import", str(demonstration.CATALOGUE), "--effective", "2026-08-01"),
        *("--data-folder", str(station_folder)),
    )
    assert "已发布 24 个事项" in imported.stdout, imported.stderr
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "没有导入任何事项" in told(admin("catalogue", "check", str(broken)))


def test_a_catalogue_is_compared_before_it_is_published(
    admin: Admin, station_folder: Path, tmp_path: Path
) -> None:
    here = ("--data-folder", str(station_folder))
    items = json.loads(demonstration.CATALOGUE.read_text(encoding="utf-8"))
    items[0]["promise_limit"]["value"] += 5
    items[1]["procedure"].pop()
    items[2]["conditions"] = []  # incomplete: it would be left out, and so end
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    wanted = (str(changed), "--effective", "2027-01-01", *here)
    shown = admin("catalogue", "diff", *wanted)
    assert shown.returncode == 1
    longer = "【对申请人不利】承诺时限延长：10 个工作日 → 15 个工作日"
    assert longer in shown.stdout
    assert "【对申请人有利】取消环节“发照”" in shown.stdout
    assert f"不能发布  {items[2]['code']}" in shown.stdout
    assert f"{items[2]['code']} {items[2]['name']}：取消事项，不再收件" in shown.stdout
    assert "共 3 处变更，对申请人不利 1 处" in shown.stdout
    assert "没有法律依据" in told(admin("catalogue", "import", *wanted))
    assert "看不懂依据" in told(admin("catalogue", "import", *wanted, "--basis", "XK-0001"))
    assert len(admin("catalogue", "versions", *here).stdout.splitlines()) == 1
    based = admin("catalogue", "import", *wanted, "--basis", "XK-0001=《食品安全法》第三十五条")
    assert "已发布 23 个事项" in based.stdout, based.stderr
    old, new = admin("catalogue", "versions", *here).stdout.splitlines()
    assert "2026-07-01 至 2026-12-31  24 个事项  现行" in old
    assert "2027-01-01 至 另行公布  23 个事项  待生效" in new
    names = (old.split()[0], new.split()[0])
    assert longer in admin("catalogue", "compare", *names, *here).stdout
    assert "没有发布过目录版本 x" in told(admin("catalogue", "compare", names[0], "x", *here))


def test_what_keeps_an_item_from_publication_is_told_in_words(admin: Admin, tmp_path: Path) -> None:
    (first, *_) = json.loads(demonstration.CATALOGUE.read_text(encoding="utf-8"))
    path = tmp_path / "bare.json"
    path.write_text(json.dumps([first | {"conditions": [], "subject": ""}]), encoding="utf-8")
    checked = admin("catalogue", "check", str(path))
    assert checked.returncode == 1
    assert "缺少主体、条件" in checked.stdout
    assert "条件：没有办理条件，没有条件的请写“无”" in checked.stdout


def test_the_journal_is_verified_and_tampering_found(admin: Admin, busy_folder: Path) -> None:
    here = ("--data-folder", str(busy_folder))
    assert "日志完好：1 条链" in admin("journal", "verify", *here).stdout
    key = FileKeystore(busy_folder).get(KEY_NAME)
    connection = connect(file_engine(busy_folder / "station.db", key or ""))
    connection.exec_driver_sql("DROP TRIGGER journal_no_update")
    connection.exec_driver_sql("UPDATE journal SET actor = '0000' WHERE seq = 4")
    connection.commit()
    connection.close()
    assert "第 4 条" in told(admin("journal", "verify", *here))
    assert "第 4 条" in told(admin("rebuild", *here))


def test_rebuild_and_backup(admin: Admin, busy_folder: Path, tmp_path: Path) -> None:
    here = ("--data-folder", str(busy_folder))
    assert "搁置 0 条" in admin("rebuild", *here).stdout
    target = tmp_path / "copy.db"
    assert "通过校验" in admin("backup", str(target), *here).stdout
    assert "没有覆盖" in told(admin("backup", str(target), *here))


def test_a_badge_is_given_and_not_twice(
    admin: Admin, station_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ("--data-folder", str(station_folder))
    monkeypatch.setattr("getpass.getpass", lambda *_: "secret")
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: "secret")
    given = admin("staff", "add", "0420", "李雷", *here)
    assert "已发放工号 0420 李雷（窗口人员）" in given.stdout, given.stderr
    assert "已经有人使用" in told(admin("staff", "add", "0420", "韩梅", *here))


@pytest.mark.parametrize("command", [("journal", "verify"), ("rebuild",), ("backup", "x.db")])
def test_a_folder_without_a_database_is_told_and_none_is_made(
    admin: Admin, tmp_path: Path, command: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    assert "没有本机数据库" in told(admin(*command, "--data-folder", str(empty)))
    assert not empty.exists()


def test_a_station_with_no_key_yet_has_none_to_give(
    admin: Admin, tmp_path: Path, station_folder: Path
) -> None:
    key = FileKeystore(station_folder).get(KEY_NAME)
    connection = connect(file_engine(station_folder / "station.db", key or ""))
    connection.exec_driver_sql("DELETE FROM paper_key")
    connection.commit()
    connection.close()
    out = tmp_path / "keys.json"
    sentence = told(admin("hall-keys", "--out", str(out), "--data-folder", str(station_folder)))
    assert "还没有大厅的公钥" in sentence
    assert not out.exists()


def test_a_wrong_settings_file_is_told(admin: Admin, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('colour = "red"\n')
    assert "colour 不是一个设置项" in told(admin("journal", "verify", "--settings", str(path)))


def test_a_data_folder_in_the_settings_is_used(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'data_folder = "{busy_folder.as_posix()}"\nkeystore = "file"\n')
    assert "日志完好" in admin("journal", "verify", "--settings", str(path)).stdout
