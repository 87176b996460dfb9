"""Names and identity numbers as the clerk types them, and as screens may show them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.applicant import (
    LONGEST_NAME,
    IdentityKind,
    IdentityNotValid,
    NameNotUsable,
    applicant,
    masked_identity,
    masked_name,
    usable_name,
)

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def kind(number: str) -> IdentityKind:
    return applicant("张明华", number).identity_kind


def resident_check(body: str) -> str:
    """ISO 7064 MOD 11-2 as GB 11643 cites it, digit after digit instead of by weights."""
    product = 0
    for digit in body:
        product = (product + int(digit)) * 2 % 11
    return "0123456789X"[(12 - product) % 11]


def credit_check(body: str) -> str:
    """GB 32100, by Horner's rule from the right instead of by weights."""
    total = 0
    for character in reversed(body):
        total = (total * 3 + CREDIT_ALPHABET.index(character)) % 31
    return CREDIT_ALPHABET[(31 - total) % 31]


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    division = draw(st.sampled_from(["110105", "320106", "440524", "510104", "659004"]))
    born = draw(st.dates(date(1900, 1, 1), date(2026, 9, 28)))
    body = f"{division}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + resident_check(body)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """A company's code with a lettered organisation part, as those issued since 2015."""
    tail = draw(st.text(CREDIT_ALPHABET, min_size=7, max_size=7))
    body = f"91350100MA{tail}"
    return body + credit_check(body)


def altered(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


# --- resident cards (GB 11643) -------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "11010519491231002x", "110105 19491231 002X\n"],
)
def test_a_resident_number_is_recognised_as_typed(number: str) -> None:
    person = applicant("张明华", number)
    assert person.identity_kind is IdentityKind.RESIDENT
    assert person.identity_number == "".join(number.split()).upper()


@given(resident_numbers())
def test_every_number_with_its_check_digit_is_a_resident(number: str) -> None:
    assert kind(number) is IdentityKind.RESIDENT


@given(resident_numbers(), st.sampled_from("0123456789X"))
def test_any_other_check_digit_is_refused(number: str, check: str) -> None:
    assume(check != number[-1])
    assume(not is_credit_code(number[:-1] + check))
    with pytest.raises(IdentityNotValid, match="校验位不对"):
        kind(number[:-1] + check)


@given(resident_numbers(), st.integers(0, 16), st.sampled_from("0123456789"))
def test_a_single_wrong_digit_is_refused(number: str, place: int, digit: str) -> None:
    wrong = altered(number, place, digit)
    assume(wrong != number)
    assume(is_date(wrong[6:14]))  # the impossible dates are below
    assume(not is_credit_code(wrong))  # one typo in some hundreds makes an organisation's code
    with pytest.raises(IdentityNotValid, match="校验位不对"):
        kind(wrong)


@pytest.mark.parametrize("born", ["19490229", "19491301", "19490431", "19490010", "00000101"])
def test_an_impossible_date_of_birth_is_refused(born: str) -> None:
    body = f"110105{born}002"
    with pytest.raises(IdentityNotValid, match="出生日期或校验位不对"):
        kind(body + resident_check(body))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("440524196210050266", "440524196210000266"),
        ("440524198906271584", "440524198906871584"),
    ],
)
def test_a_single_wrong_digit_in_the_date_is_refused(right: str, wrong: str) -> None:
    assert kind(right) is IdentityKind.RESIDENT
    with pytest.raises(IdentityNotValid):
        kind(wrong)


@pytest.mark.parametrize("length", [15, 17, 19])
def test_a_number_of_another_length_is_refused_with_its_length(length: int) -> None:
    with pytest.raises(IdentityNotValid, match=rf"18 位，录入了 {length} 位"):
        kind("1" * length)


def test_an_empty_number_is_refused() -> None:
    with pytest.raises(IdentityNotValid, match="号码是空的"):
        kind(" \t ")


@pytest.mark.parametrize(
    "number", ["1101051949123100２X", "11010519491231002-X", "身份证", "E1234567\u200b8", "E①2345"]
)
def test_anything_but_plain_letters_and_digits_is_refused(number: str) -> None:
    with pytest.raises(IdentityNotValid, match="只能有数字和字母"):
        kind(number)


# --- credit codes (GB 32100) and other documents -------------------------------------------------


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "9144030071526726XG", " 91350100m000100y43 "]
)
def test_a_credit_code_is_an_organisation(code: str) -> None:
    assert kind(code) is IdentityKind.ORGANISATION


@given(credit_codes())
def test_every_code_with_its_check_character_is_an_organisation(code: str) -> None:
    assert kind(code) is IdentityKind.ORGANISATION


@given(credit_codes(), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
@example("91350100M000100Y43", 15, "O")  # a letter the alphabet leaves out, for its last one
def test_a_single_wrong_character_of_a_credit_code_is_refused(
    code: str, place: int, character: str
) -> None:
    wrong = altered(code, place, character)
    assume(wrong != code)
    with pytest.raises(IdentityNotValid, match="统一社会信用代码校验位不对"):
        kind(wrong)


@pytest.mark.parametrize(
    "code",
    [
        "12100000400002259P",  # 北京大学
        "914403001922038216",  # 华为技术有限公司
        "91110000802100433B",  # 北京百度网讯科技有限公司
    ],
)
def test_a_credit_code_of_digits_is_an_organisation(code: str) -> None:
    assert kind(code) is IdentityKind.ORGANISATION


@pytest.mark.parametrize("code", ["91440300290730043E", "91110000200221270K"])
def test_a_credit_code_that_holds_a_date_is_an_organisation(code: str) -> None:
    assert code[-1] == credit_check(code[:-1])
    assert kind(code) is IdentityKind.ORGANISATION


@pytest.mark.parametrize("number", ["E12345678", "H1234567802", "PA1234567"])
def test_a_passport_or_permit_is_another_document(number: str) -> None:
    assert kind(number) is IdentityKind.OTHER


def test_a_travel_permit_of_eight_digits_is_another_document() -> None:
    assert kind("01234567") is IdentityKind.OTHER  # 台湾居民来往大陆通行证


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["张明华", "古丽娜尔·买买提", "𬱖㛃䶮", "Anne-Marie O'Neill", "清河（集团）有限公司", "岩"],
)
def test_a_name_is_kept_as_on_the_document(name: str) -> None:
    assert applicant(f" {name}\u3000", "E12345678").name == name


def test_a_name_is_kept_in_composed_form() -> None:
    assert usable_name("Rene\u0301") == "Ren\u00e9"


@pytest.mark.parametrize("name", ["", "   ", "\u3000\n"])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(NameNotUsable, match="姓名是空的"):
        applicant(name, "E12345678")


@pytest.mark.parametrize(
    "character",
    list("\x00\x07\t\n\u00ad\u200b\u200d\u2028\u2029\u202e\u2060\ufeff\ud800"),
    ids=ascii,
)
def test_a_character_nobody_sees_is_refused(character: str) -> None:
    with pytest.raises(NameNotUsable, match="看不见的控制字符"):
        usable_name(f"张{character}华")


def test_a_name_may_have_120_characters_and_not_one_more() -> None:
    assert usable_name("华" * LONGEST_NAME) == "华" * 120
    with pytest.raises(NameNotUsable, match="姓名有 121 个字"):
        usable_name("华" * 121)


def test_a_pasted_text_of_300_characters_is_refused_with_both_lengths() -> None:
    with pytest.raises(NameNotUsable, match=r"300 个字，超过 120 个字"):
        usable_name("华" * 300)


def test_length_is_that_of_the_composed_name() -> None:
    assert len(usable_name("e\u0301" * LONGEST_NAME)) == LONGEST_NAME


@given(st.text(max_size=150))
def test_a_usable_name_can_be_printed(text: str) -> None:
    try:
        name = usable_name(text)
    except NameNotUsable:
        return
    assert 0 < len(name) <= LONGEST_NAME
    assert name == name.strip()
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(character) in INVISIBLE for character in name)
    assert usable_name(name) == name


# --- what screens may show -----------------------------------------------------------------------


@given(st.text(min_size=2, max_size=LONGEST_NAME))
def test_a_masked_name_is_its_first_character_and_a_star(name: str) -> None:
    assert masked_name(name) == f"{name[0]}*"


def test_a_masked_name_of_one_character_does_not_tell_that_it_is_whole() -> None:
    assert masked_name("岩") == "岩*"


@given(st.text("0123456789ABCX", min_size=15, max_size=30))
def test_a_masked_number_shows_four_characters_at_either_end(number: str) -> None:
    shown = masked_identity(number)
    assert shown == f"{number[:4]} **** **** {number[-4:]}"


@given(st.text("0123456789ABCX", max_size=8))
def test_a_short_number_is_hidden_whole(number: str) -> None:
    assert masked_identity(number) == "*" * len(number)


@given(st.text("0123456789ABCX", min_size=9, max_size=14))
def test_a_middling_number_shows_its_last_two(number: str) -> None:
    assert masked_identity(number) == f"****{number[-2:]}"


def test_most_of_a_passport_number_is_hidden() -> None:
    shown = masked_identity("E12345678")
    assert sum(character.isalnum() for character in shown) <= len("E12345678") / 2


def test_an_applicant_shows_the_masks() -> None:
    person = applicant("张明华", "11010519491231002X", phone=" 13800000000 ")
    assert person.masked_name == "张*"
    assert person.masked_identity == "1101 **** **** 002X"
    assert person.phone == "13800000000"


def is_credit_code(digits: str) -> bool:
    """Whether a card-like code carries both check characters of GB 32100 and GB 11714."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    last = 29 if digits[-1] == "X" else int(digits[-1])
    whole = sum(weight * int(digit) for weight, digit in zip(weights, digits[:-1], strict=True))
    inner = (3, 7, 9, 10, 5, 8, 4, 2)
    body = sum(weight * int(digit) for weight, digit in zip(inner, digits[8:16], strict=True))
    return -whole % 31 == last and -body % 11 == int(digits[16])


def is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
