"""One receipt after another, for another applicant each time: the same words for every engine."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.case_notices import AcceptanceBody
from core.moment import business_day
from core.notice_lines import MaterialLine
from core.paper_kind import NoticeKind
from printing.documents.wording import LICENSING_LAW, citation, day_words, due_words, item_words
from printing.sample import sample_notice

if TYPE_CHECKING:
    from core.notice import Notice

Rows = tuple[tuple[str, ...], ...]

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
)
_GIVEN = "伟芳娜敏静磊强洋艳勇军杰娟涛明超霞平刚桂翠鑫宇浩轩梓涵欣怡佳琪梦洁思源博文俊凯"
_MATERIALS = tuple(
    MaterialLine(name, form, 1)
    for name, form in (
        ("食品经营许可申请书", "原件"),
        ("营业执照", "复印件"),
        ("与食品经营相适应的主要设备设施、经营布局、操作流程等文件", "原件"),
        ("食品安全自查、从业人员健康管理等保证食品安全的规章制度目录", "原件"),
        ("法定代表人（负责人）身份证件", "复印件"),
        ("从业人员健康证明", "复印件"),
        ("经营场所平面布局图", "原件"),
        ("房屋租赁合同或者产权证明", "复印件"),
        ("授权委托书", "原件"),
        ("食品安全管理员培训证明", "复印件"),
        ("消防安全检查合格证明", "复印件"),
        ("餐饮服务场所照片", "原件"),
    )
)


@dataclass(frozen=True)
class Receipt:
    """What the paper says, in the order it says it."""

    offices: tuple[str, str]
    title: str
    numbers: tuple[str, str]
    facts: tuple[tuple[tuple[str, str], ...], ...]  # label and value, one or two pairs a row
    accepted: str
    dues: Rows  # the first row is the head
    not_counted: str
    materials: Rows  # the first row is the head
    last_words: tuple[str, str]
    code: str
    code_hints: tuple[str, str]
    boxes: tuple[tuple[str, str], ...]
    seal: tuple[str, str, str]
    foot: str


def name(number: int) -> str:
    """Another applicant for every number."""
    given = _GIVEN[number * 7 % len(_GIVEN)] + _GIVEN[number * 13 % len(_GIVEN)]
    return _SURNAMES[number % len(_SURNAMES)] + given


def receipt_notice(number: int) -> Notice:
    """受理通知书 with 12 materials."""
    notice = sample_notice(NoticeKind.ACCEPTANCE, name(number))
    body = _acceptance(notice)
    return dataclasses.replace(
        notice,
        number=f"清河市监〔2026〕受03-{number:06d}",
        case_number=f"20260928-03-{number:04d}",
        slip_code=f"YC7Q2MKD4T6H{number:04d}",
        body=dataclasses.replace(body, materials=_MATERIALS),
    )


def receipt(notice: Notice) -> Receipt:
    """The words of that notice as our paper has them."""
    body, letterhead = _acceptance(notice), notice.letterhead
    code = notice.slip_code
    return Receipt(
        offices=(letterhead.hall, letterhead.department),
        title=notice.kind.title,
        numbers=(f"编号：{notice.number}", f"办件编号：{notice.case_number}"),
        facts=(
            (("申请人", notice.addressee),),
            (("申请事项", item_words(notice)),),
            (("收到日期", day_words(body.received_on)), ("受理日期", day_words(body.accepted_on))),
            (("收费", body.fee),),
        ),
        accepted="你（单位）提出的上述申请，材料齐全，符合法定形式。"
        f"{citation(body.basis, '第三十二条第一款第（五）项')}现予受理。",
        dues=(
            ("时限", "截止日期（含当日）", "状态", "期限与依据"),
            *(
                (due.name, due_words(due.due), "确定", f"{due.limit}　{due.basis}")
                for due in body.dues
            ),
        ),
        not_counted=f"依照{LICENSING_LAW}第四十五条，下列程序所需时间不计入上述时限："
        f"{'；'.join(body.not_counted)}。",
        materials=(
            ("序号", "已收材料", "形式", "份数"),
            *(
                (str(row), line.name, line.form, str(line.copies))
                for row, line in enumerate(body.materials, start=1)
            ),
        ),
        last_words=(
            "以工作日计算的时限不含法定节假日。办理进度和结果可以凭下方二维码查询。",
            f"咨询电话：{letterhead.enquiry_phone}　　监督电话：{letterhead.supervision_phone}",
        ),
        code=code,
        code_hints=("凭此码查询、补交、领取", f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:]}"),
        boxes=(
            ("经办人", f"{notice.clerk}（工号 {notice.badge}）"),
            ("受理窗口", letterhead.counter),
            ("出具日期", day_words(business_day(notice.issued_at))),
        ),
        seal=("盖章处", letterhead.department, day_words(business_day(notice.issued_at))),
        foot="第 1 页　共 1 页",
    )


def _acceptance(notice: Notice) -> AcceptanceBody:
    if not isinstance(notice.body, AcceptanceBody):
        raise TypeError(notice.kind)
    return notice.body
