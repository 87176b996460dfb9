"""办事指南: the eight disclosures, and the process as it is really drawn."""

from __future__ import annotations

import collections
import ctypes
import dataclasses
import itertools
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from core.guide import guide
from core.office_notices import GuideBody, ProcessStep
from core.paper_kind import NoticeKind
from desktop import demonstration
from desktop.catalogue_file import read_catalogue
from printing.documents import render
from tests.printing.conftest import longest
from tests.printing.office_sample import paper, sample_body, words_on
from tests.printing.pdf_text import words_of

ON_THE_EDGE = 0.1  # points
SHAFT_AND_HEAD = [
    raw.FPDF_SEGMENT_MOVETO,
    raw.FPDF_SEGMENT_LINETO,
    raw.FPDF_SEGMENT_MOVETO,
    raw.FPDF_SEGMENT_LINETO,
    raw.FPDF_SEGMENT_LINETO,
]


class Box(NamedTuple):
    """A path's bounds on its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    def has_on_its_edge(self, page: int, point: tuple[float, float]) -> bool:
        x, y = point
        across = min(abs(x - self.left), abs(x - self.right))
        along = min(abs(y - self.bottom), abs(y - self.top))
        inside_x = self.left - ON_THE_EDGE <= x <= self.right + ON_THE_EDGE
        inside_y = self.bottom - ON_THE_EDGE <= y <= self.top + ON_THE_EDGE
        return self.page == page and inside_x and inside_y and min(across, along) <= ON_THE_EDGE


class Arrow(NamedTuple):
    page: int
    start: tuple[float, float]
    tip: tuple[float, float]


class Drawn(NamedTuple):
    """What of the process is on the pages."""

    boxes: dict[str, Box]  # by the text inside, without blanks
    arrows: list[Arrow]


def drawn(pdf: bytes) -> Drawn:
    boxes, arrows = {}, []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                segments = segments_of(path)
                kinds = [kind for kind, _ in segments]
                points = [point for _, point in segments]
                if raw.FPDF_SEGMENT_BEZIERTO in kinds:  # the corners of a box are round
                    (left, right), (bottom, top) = (
                        (min(along), max(along)) for along in zip(*points, strict=True)
                    )
                    inner = text.get_text_bounded(left + 2, bottom + 2, right - 2, top - 2)
                    boxes["".join(inner.split())] = Box(number, left, bottom, right, top)
                elif kinds[:5] == SHAFT_AND_HEAD:
                    arrows.append(Arrow(number, points[0], points[3]))
    return Drawn(boxes, arrows)


def segments_of(path: pypdfium2.PdfObject) -> list[tuple[int, tuple[float, float]]]:
    """Kind and end of each segment, the points on the page."""
    matrix = path.get_matrix()
    segments = []
    for number in range(raw.FPDFPath_CountSegments(path)):
        x, y = ctypes.c_float(), ctypes.c_float()
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        segments.append((kind, matrix.on_point(x.value, y.value)))
    return segments


def told_in(number: int, step: ProcessStep) -> str:
    return "".join(f"{number}.{step.name}{step.who}{step.limit}".split())


def check(steps: tuple[ProcessStep, ...], found: Drawn) -> None:
    """Every step in its own box, and an arrow from each to the next."""
    texts = [told_in(number, step) for number, step in enumerate(steps, start=1)]
    assert [text for text in texts if text not in found.boxes] == []
    boxes = [found.boxes[text] for text in texts]
    over_the_page = 0
    for box, following in itertools.pairwise(boxes):
        leaving = [one for one in found.arrows if box.has_on_its_edge(one.page, one.start)]
        coming = [one for one in found.arrows if following.has_on_its_edge(one.page, one.tip)]
        assert len(leaving) == len(coming) == 1
        if box.page == following.page:
            assert leaving == coming
        else:
            over_the_page += 1
    assert len(found.arrows) == len(steps) - 1 + over_the_page


def some_steps(count: int) -> tuple[ProcessStep, ...]:
    return tuple(
        ProcessStep(f"第{number}步审查", "窗口" if number % 2 else "", f"{number} 个工作日")
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 13, 40])
def test_each_step_has_its_box_and_an_arrow_to_the_next(count: int) -> None:
    body = dataclasses.replace(sample_body(GuideBody), steps=some_steps(count))
    check(body.steps, drawn(render(paper(body))))


def test_long_names_stay_in_their_boxes_and_the_process_goes_on_over_the_page() -> None:
    notice = longest(NoticeKind.GUIDE)
    assert isinstance(notice.body, GuideBody)
    found = drawn(render(notice))
    check(notice.body.steps, found)
    assert len({box.page for box in found.boxes.values()}) > 3


def test_every_item_of_the_demonstration_can_be_published() -> None:
    catalogue = read_catalogue(demonstration.CATALOGUE).publishable(demonstration.EFFECTIVE_ON)
    assert len(catalogue.items) == 24
    for item in catalogue.items:
        body = guide(item, catalogue.version)
        pdf = render(paper(body))
        check(body.steps, drawn(pdf))
        assert "".join(item.conditions[-1].split()) in words_of(pdf)


def test_no_two_boxes_overlap() -> None:
    for steps in (some_steps(13), sample_body(GuideBody).steps):
        found = drawn(render(paper(dataclasses.replace(sample_body(GuideBody), steps=steps))))
        for box, other in itertools.combinations(found.boxes.values(), 2):
            apart = box.right < other.left or other.right < box.left
            assert apart or box.top < other.bottom or other.top < box.bottom


def test_who_and_limit_stand_below_the_name() -> None:
    body = dataclasses.replace(
        sample_body(GuideBody), steps=(ProcessStep("受理", "窗口", "5 个工作日内"),)
    )
    assert list(drawn(render(paper(body))).boxes) == ["1.受理窗口5个工作日内"]


def test_boxes_of_one_row_have_one_height_and_rows_run_to_and_fro() -> None:
    body = dataclasses.replace(sample_body(GuideBody), steps=some_steps(7))
    boxes = list(drawn(render(paper(body))).boxes.values())
    first, second = boxes[:4], boxes[4:]
    assert len({(round(box.top), round(box.bottom)) for box in first}) == 1
    assert len({(round(box.top), round(box.bottom)) for box in second}) == 1
    assert [box.left for box in first] == sorted(box.left for box in first)
    assert [box.left for box in second] == sorted((box.left for box in second), reverse=True)
    assert second[0].left == first[3].left


def test_rows_are_evened_out() -> None:
    body = dataclasses.replace(sample_body(GuideBody), steps=some_steps(5))
    boxes = drawn(render(paper(body))).boxes.values()
    rows = collections.Counter(round(box.top) for box in boxes)
    assert list(rows.values()) == [3, 2]


def test_long_texts_get_wider_boxes_before_taller_ones() -> None:
    steps = tuple(ProcessStep(f"第{number}步", "由谁办" * 40, "") for number in range(1, 5))
    body = dataclasses.replace(sample_body(GuideBody), steps=steps)
    found = drawn(render(paper(body)))
    check(steps, found)
    for box in found.boxes.values():
        assert box.top - box.bottom <= 33 / 25.4 * 72
        assert box.right - box.left > 50 / 25.4 * 72


def test_a_guide_shows_the_eight_disclosures_in_the_order_of_the_rule() -> None:
    words = words_on(NoticeKind.GUIDE)
    places = [
        words.index(disclosed)
        for disclosed in (
            "主体清河区市场监督管理局",
            "事项食品经营许可（餐饮服务，新办）（事项编码000131007000）",
            "依据《食品安全法》第三十五条、第三十三条《食品安全法实施条例》第十五条",
            "条件1.有与品种、数量相适应的",
            "程序1.收件",
            "承诺时间自受理之日起10个工作日",
            "收费依据行政许可法第五十八条",
            "收费标准不收费",
        )
    ]
    assert places == sorted(places)


def test_a_guide_tells_limit_result_materials_and_version() -> None:
    words = words_on(NoticeKind.GUIDE)
    assert "法定时限自受理之日起20个工作日（行政许可法第四十二条第一款）" in words
    assert "办理结果食品经营许可证有效期5年" in words
    assert "2营业执照复印件1份市场监督管理部门政务共享平台能核验的免交必交" in words
    assert "8授权委托书及代办人身份证件原件及复印件1份申请人自备委托他人办理时提交视情况" in words
    assert "受理窗口3号窗口目录版本2026-09-01-0a1b2c3d" in words
    assert (
        "申请材料以上表所列为准，标“视情况”的仅在相应情形下提交；申请书等格式文本由窗口免费提供。"
        "申请材料不齐全或者不符合法定形式的，窗口一次性告知需要补正的全部内容。"
        "办理地点：清河区政务服务中心3号窗口。"
    ) in words
    assert "制作人王敏（工号0317）制作日期2026年9月28日" in words
    assert "序号申请材料形式、份数由谁出具、怎样办理提交" in words
    assert words.count("公开项目公开内容") == 2


def test_a_long_disclosure_goes_on_under_its_label() -> None:
    conditions = tuple(f"第{number}个条件" for number in range(1, 21))
    words = words_of(
        render(paper(dataclasses.replace(sample_body(GuideBody), conditions=conditions)))
    )
    assert "条件1.第1个条件2.第2个条件" in words
    assert "条件（续）9.第9个条件" in words
    assert "条件（续）17.第17个条件" in words


def test_a_material_tells_its_basis_where_it_has_one() -> None:
    body = sample_body(GuideBody)
    based = dataclasses.replace(body.materials[0], basis="食品经营许可和备案管理办法")
    words = words_of(render(paper(dataclasses.replace(body, materials=(based,)))))
    assert "1食品经营许可申请书依据：食品经营许可和备案管理办法" in words
    assert "依据：" not in words_on(NoticeKind.GUIDE)


def test_a_guide_leaves_out_what_an_item_does_not_have() -> None:
    words = words_of(
        render(
            paper(
                dataclasses.replace(
                    sample_body(GuideBody),
                    statutory="",
                    validity="",
                    materials=(),
                    optional_rows=(),
                    steps=(),
                )
            )
        )
    )
    for absent in ("法定时限", "有效期", "申请材料形式", "程序"):
        assert absent not in words
    assert "不需要提交材料。" in words
    assert "收费标准不收费" in words
