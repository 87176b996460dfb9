"""The sentences and numbers each paper about a case must carry."""

from __future__ import annotations

import pytest

from core.paper_kind import NoticeKind
from printing.documents import render
from printing.sample import sample_notice
from printing.sample_case import CASE_SAMPLES
from tests.printing.pdf_text import words_of

REMEDIES = (
    "如不服本决定，可以自收到{paper}之日起60日内，"
    "依照《中华人民共和国行政复议法》第二十条向清河区人民政府申请行政复议；"
    "也可以自收到{paper}之日起6个月内，"
    "依照《中华人民共和国行政诉讼法》第四十六条向清河区人民法院提起行政诉讼。"
)
RULE = "《食品经营许可和备案管理办法》"
LAW = "依照《中华人民共和国行政许可法》"

SAID = {
    NoticeKind.RECEIPT: (
        "收件时间2026年9月28日10时36分",
        "查询码YC7Q2MKD4T6HZXBD",
        "收件地点清河区政务服务中心3号窗口",
        "本窗口收到你（单位）提交的下列申请材料，共5项、5份：",
        "2营业执照复印件1",
        "本凭证只证明收到上列材料，不是受理通知书。",
        (
            f"{LAW}第三十二条第一款第（四）项，本机关在下列期限内受理申请、不予受理申请，"
            "或者一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。"
        ),
        "答复期限2026年10月10日（星期六）确定5个工作日",
    ),
    NoticeKind.CORRECTION_RECEIPT: (
        "告知书号清河市监〔2026〕告03-000405",
        (
            "上列编号的《一次性告知（补正）通知书》所列材料中，截至收件时间，"
            "本窗口已经收到下列材料，共1项、2份："
        ),
        "1从业人员健康证明复印件（每人）2",
        "序号尚未补齐的材料1经营场所平面布局图",
        "收件时间2026年9月28日10时36分收件窗口3号窗口",
        "该通知书所列材料，以上1项尚未补齐。除上列1项外，本窗口不再要求补正其他材料。",
        "请在该通知书写明的补正期限内补齐。本单只证明收到上列材料，不是受理通知书。",
    ),
    NoticeKind.NOT_REQUIRED: (
        "收件日期2026年9月28日告知日期2026年9月28日",
        (
            f"你（单位）提出的上述申请，依法不需要取得行政许可。{LAW}第三十二条第一款第（一）项、"
            f"{RULE}，现告知你（单位）：对该申请不受理。"
        ),
        "理由：仅销售预包装食品，",
        "办理建议：请到本大厅3号窗口办理仅销售预包装食品经营者备案，即时办结。",
        "可以要求本窗口说明、解释",
    ),
    NoticeKind.NOT_ACCEPTED: (
        "收件日期2026年9月28日决定日期2026年9月28日",
        f"你（单位）提出的上述申请收悉。{LAW}第三十二条第一款第（二）项、{RULE}，决定不予受理。",
        "理由：申请的经营场所在云山县行政区域内。",
        "该申请事项不属于本机关职权范围，请向云山县市场监督管理局提出申请。",
        REMEDIES.format(paper="本通知书"),
    ),
    NoticeKind.EXTENSION: (
        "受理日期2026年9月14日批准日期2026年9月28日",
        "批准人清河区市场监督管理局副局长周建国",
        (
            f"本机关受理的你（单位）上述申请，不能在原定期限内作出决定。{LAW}第四十二条、{RULE}，"
            "经上列批准人批准，办理期限延长至2026年10月30日（星期五）。"
        ),
        "延期理由：现场核查发现需要整改的项目较多，整改后须再次核查。",
        "原法定办结2026年10月16日（星期五）确定20个工作日",
        "延期后法定办结2026年10月30日（星期五）确定20个工作日，延长10个工作日",
        "本告知书在原定期限2026年10月16日（星期五）届满前告知，请签收。",
    ),
    NoticeKind.SPECIAL_PROCEDURE: (
        "特别程序专家评审",
        "受理日期2026年9月21日开始日期2026年9月28日",
        "批准人首席代表李强",
        "办理你（单位）的上述申请，需要进行专家评审。",
        "原因：申请的加工工艺没有现行标准，需要组织专家评审。",
        f"{LAW}第四十五条、{RULE}，专家评审所需时间不计算在办理期限内。现将所需时间书面告知如下：",
        "专家评审2026年10月16日（星期五）确定10个工作日",
        (
            "剩余期限：承诺时限剩余6个工作日，自程序结束的次日继续计算；"
            "法定时限剩余16个工作日，自程序结束的次日继续计算。"
        ),
        "程序结束后，继续计算办理期限。",
        "超过上列日期仍未结束的，可以凭下方二维码查询，或者拨打监督电话。请签收。",
        "申请人签收",
    ),
    NoticeKind.DENIAL: (
        "受理日期2026年9月14日决定日期2026年9月28日",
        "你（单位）提出的上述申请，经审查，不符合法定条件、标准，理由如下：",
        "1．食品处理区没有与经营的品种、数量相适应的清洗、消毒设施。",
        "2．申请冷食类食品制售，没有设置相应的专间。",
        f"{LAW}第三十八条第二款、{RULE}，决定不予行政许可。",
        REMEDIES.format(paper="本决定书"),
    ),
    NoticeKind.DEEMED_ACCEPTANCE: (
        "收件日期2026年9月18日确认日期2026年9月28日",
        "责任人食品经营许可科孙立（工号0321）",
        (
            "本机关于2026年9月18日收到你（单位）的上述申请材料，在下列期限内没有受理、"
            "没有作出不予受理的决定，也没有一次告知需要补正的全部内容："
        ),
        "告知期限2026年9月24日（星期四）确定5个工作日",
        (
            f"{LAW}第三十二条第一款第（四）项、{RULE}，"
            "上述申请自收到申请材料之日（2026年9月18日）起即为受理。办理时限自该日起计算："
        ),
        "承诺办结时限2026年10月9日（星期五）确定10个工作日",
        "法定办结时限2026年10月22日（星期四）确定20个工作日",
        "逾期没有告知的情况已经记录，责任人见上表。",
    ),
    NoticeKind.DEEMED_CONSENT: (
        "受理日期2026年8月28日同意日期2026年9月25日",
        "同意内容准予食品经营许可，颁发《食品经营许可证》",
        f"负责人清河区市场监督管理局局长赵敏事项依据《中华人民共和国行政许可法》、{RULE}",
        "你（单位）的上述申请，本机关没有在下列办理期限内作出决定：",
        "法定办结时限2026年9月24日（星期四）确定20个工作日",
        (
            "依照《清河区政务服务事项超时默认规定（样例）》第六条，自2026年9月25日起视为同意。"
            "正式的办理结果在下列期限内补发："
        ),
        "补发正式结果2026年9月29日（星期二）确定2个工作日",
        "正式的办理结果补发后，请凭下方二维码到清河区政务服务中心3号窗口领取。",
    ),
    NoticeKind.PAYMENT: (
        "缴款人张明华",
        "收费许可收费许可证清价费证字第000126号",
        "办理上述事项，你（单位）应当缴纳下列费用：",
        "序号收费项目、依据收费标准数量金额（元）",
        "2检验检测费依据：《清河区行政事业性收费目录（样例）》第31项630元／次2次1,260.00",
        "合计（大写）：壹仟贰佰捌拾元整1,280.00",
        "缴款期限2026年10月16日（星期五）确定10个工作日",
        "缴款方式：持本通知单到本大厅一楼代收银行窗口缴款，或者扫描代收银行的缴款码缴款。",
        "本窗口不收现金。除上列项目外，办理本事项不收取其他费用。",
    ),
    NoticeKind.OVERDUE: (
        "受理日期2026年9月8日已经超期4个工作日",
        "负责人清河区市场监督管理局副局长周建国",
        (
            "你（单位）的上述申请，本机关没有在下列期限内办结。"
            "依照《优化营商环境条例》第三十六条第二款，现公开说明理由。"
        ),
        "承诺办结时限2026年9月21日（星期一）确定10个工作日",
        "超时理由：现场核查人员外出执行应急任务，未能按期核查。",
        "采取的措施：已另派两名核查人员，9月29日上门核查。",
        "新的办结日期2026年10月8日（星期四）确定3个工作日",
        "由此给你（单位）带来不便，我们深表歉意。",
    ),
    NoticeKind.ONE_TIME: (
        "收件日期2026年9月28日已收材料4项",
        "序号需要补正的材料形式、份数由谁出具、怎样办理",
        (
            f"申请材料不齐全或者不符合法定形式。{LAW}第三十二条第一款第（四）项、{RULE}，"
            "现一次告知需要补正的全部内容："
        ),
        (
            "1从业人员健康证明依据：《食品经营许可和备案管理办法》（本事项材料目录第5项）"
            "复印件（每人）1份区疾病预防控制中心或者医院体检中心带身份证体检，约3个工作日出证。"
        ),
        "除上列2项外，本窗口不再要求补正其他材料。",
        "请你（单位）在期限内凭下方二维码到清河区政务服务中心3号窗口补交。",
        "按期补正齐全、符合法定形式的，予以受理，办理时限：自受理之日起10个工作日内作出决定。",
        "一次性告知（补正）通知书存根编号：清河市监〔2026〕告03-000417办件编号：20260928-03-0412",
        "申请人：张明华事项：食品经营许可（餐饮服务，新办）",
        "告知补正2项补正期限：2026年10月16日告知日期：2026年9月28日经办人：王敏（工号0317）",
        "申请人签名",
        "经办人签名",
    ),
}


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.value)
def test_the_paper_says_all_it_must(kind: NoticeKind) -> None:
    words = words_of(render(sample_notice(kind, "张明华")))
    assert [sentence for sentence in SAID[kind] if sentence not in words] == []


@pytest.mark.parametrize("kind", CASE_SAMPLES, ids=lambda kind: kind.value)
def test_the_paper_names_whose_case_it_is_and_which_item(kind: NoticeKind) -> None:
    labels = {
        NoticeKind.DELIVERY: ("受送达人", "办理事项"),
        NoticeKind.PAYMENT: ("缴款人", "办理事项"),
    }
    whose, what = labels.get(kind, ("申请人", "申请事项"))
    words = words_of(render(sample_notice(kind, "张明华")))
    item = "食品经营许可（餐饮服务，新办）（事项编码000131007000）"
    assert f"{whose}张明华{what}{item}" in words


@pytest.mark.parametrize("kind", CASE_SAMPLES, ids=lambda kind: kind.value)
def test_the_paper_says_who_issued_it_where_and_who_signs_for_it(kind: NoticeKind) -> None:
    day = "2026年9月28日"
    clerk = "王敏（工号0317）"
    counters = {NoticeKind.ACCEPTANCE: "受理窗口"}
    receipts = (NoticeKind.RECEIPT, NoticeKind.CORRECTION_RECEIPT)
    if kind is NoticeKind.DELIVERY:
        boxes = f"受送达人签收日期年月日送达人{clerk}"
    elif kind.copies > 1:
        boxes = f"申请人签收签收日期年月日经办人{clerk}"
    elif kind in receipts:
        boxes = f"收件人{clerk}收件窗口3号窗口出具日期{day}"
    else:
        boxes = f"经办人{clerk}{counters.get(kind, '办理窗口')}3号窗口出具日期{day}"
    words = words_of(render(sample_notice(kind, "张明华")))
    assert words.count(boxes) == kind.copies
    assert f"盖章处清河区市场监督管理局{day}" in words


@pytest.mark.parametrize(
    "kind", [NoticeKind.NOT_ACCEPTED, NoticeKind.EXTENSION, NoticeKind.SPECIAL_PROCEDURE]
)
def test_the_signed_paper_names_its_counter(kind: NoticeKind) -> None:
    words = words_of(render(sample_notice(kind, "张明华")))
    assert "办理窗口清河区政务服务中心3号窗口" in words
