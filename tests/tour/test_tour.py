"""The tour, as `make run` takes it on a machine without a display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.paper_proof import proof_of

ROOT = Path(__file__).parents[2]
AT_MOST = 180  # s


def test_the_tour_leaves_papers_and_pictures_and_says_what_it_saw(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished = subprocess.run(
        [sys.executable, "-m", "desktop.admin.cli", "tour", "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=AT_MOST,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stderr == ""
    assert "待上传 0" in finished.stdout
    assert "不符" not in finished.stdout
    titles = sorted(path.stem.split("_")[1] for path in (out / "papers").glob("*.pdf"))
    assert titles == [
        "一次性告知（补正）通知书",
        "准予决定书",
        "受理通知书",
        "受理通知书",
        "补正材料收件单",
        "送达回证",
    ]
    for paper in (out / "papers").glob("*.pdf"):
        assert paper.stem.split("_")[1] in proof_of(paper).text
        copies = 2 if "告知" in paper.stem or "送达" in paper.stem else 1
        assert len(proof_of(paper).pages) == copies
    names = {path.stem.split("-", 1)[1] for path in (out / "screens").glob("*.png")}
    assert names >= {"sign-in", "complete", "missing", "told-once", "delivered", "deadlines"}
