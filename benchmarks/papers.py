"""A receipt and a ledger beside other engines and a bare writer; the first paper of a process.

All engines print the same words, in turn and in batches, the same applicants each: a busy machine
interrupts a batch of either side, while a single bare paper would slip through. What an engine can
keep between papers (fonts, templates, style sheets) is read before the clock starts.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.ledger import ledger, ledger_rows
from benchmarks.limit import FONTS, ledger_writer, receipt_writer
from benchmarks.peers import Fpdf, Typst, WeasyPrint
from benchmarks.platypus import Platypus
from benchmarks.receipt import receipt, receipt_notice
from benchmarks.result import Result
from printing.documents import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.receipt import Receipt, Rows

T = TypeVar("T")
BATCH, FEW, ONE = 10, 3, 1  # papers in a turn
TIMES_THE_LIMIT = 8.0  # what laying out, checking coverage and one look for all papers may cost
FASTER = 1.0
FIRST_PAPER = 2.0
_ROOT = Path(__file__).parents[1]
# The notice comes finished, as from the database: numbering and signing it is not printing.
_FIRST_RENDER = """
import pickle
from printing.documents import render
render(pickle.loads({notice!r}))
"""
_ONE_PARSE = f"""
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
TTFont("font", {str(FONTS / "NotoSansSC-Regular.ttf")!r})
"""


def measure() -> Iterator[Result]:
    """Each figure as soon as it is there; the slow peers take fewer turns."""
    typst, platypus = Typst(), Platypus()
    bare_receipt = receipt_writer(receipt(receipt_notice(0)))
    bare_ledger = ledger_writer(ledger_rows(0)[:24])
    yield _receipts("the bare writer", bare_receipt, 20, BATCH, TIMES_THE_LIMIT)
    yield _receipts("typst", typst.receipt, 10, BATCH, FASTER)
    yield _receipts("stock platypus", platypus.receipt, 5, BATCH, FASTER)
    yield _receipts("weasyprint", WeasyPrint().receipt, 4, FEW, FASTER)
    yield _receipts("fpdf2", Fpdf().receipt, 3, ONE, FASTER)
    yield _ledgers("the bare writer", bare_ledger, 3, FEW, TIMES_THE_LIMIT)
    yield _ledgers("typst", typst.ledger, 3, ONE, FASTER)
    yield _ledgers("stock platypus", platypus.ledger, 2, ONE, FASTER)
    yield _first_papers(9)


def _receipts(
    peer: str, theirs: Callable[[Receipt], bytes], turns: int, papers: int, promised: float
) -> Result:
    def turn(number: int) -> tuple[float, float]:
        notices = [receipt_notice(number * papers + paper) for paper in range(papers)]
        words = [receipt(notice) for notice in notices]
        return _each(render, notices), _each(theirs, words)

    return _in_turn(f"receipt beside {peer}", turn, turns, promised)


def _ledgers(
    peer: str, theirs: Callable[[Rows], bytes], turns: int, papers: int, promised: float
) -> Result:
    def turn(number: int) -> tuple[float, float]:
        lists = [ledger_rows(number * papers + paper) for paper in range(papers)]
        return _each(ledger, lists), _each(theirs, lists)

    return _in_turn(f"100-page ledger beside {peer}", turn, turns, promised)


def _first_papers(turns: int) -> Result:
    first = _FIRST_RENDER.format(notice=pickle.dumps(receipt_notice(0)))

    def turn(_: int) -> tuple[float, float]:
        return _each(_run, [first]), _each(_run, [_ONE_PARSE])

    name = "first paper of a process beside importing reportlab and one font"
    return _in_turn(name, turn, turns, FIRST_PAPER)


def _in_turn(
    name: str, turn: Callable[[int], tuple[float, float]], turns: int, promised: float
) -> Result:
    turn(turns)  # warms both
    ours, theirs = zip(*map(turn, range(turns)), strict=True)
    return Result(name, ours, theirs, promised)


def _each(write: Callable[[T], object], papers: Sequence[T]) -> float:
    """Milliseconds a paper."""
    began = time.perf_counter()
    for paper in papers:
        write(paper)
    return (time.perf_counter() - began) * 1000 / len(papers)


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, cwd=_ROOT)  # noqa: S603  (programs written above)
