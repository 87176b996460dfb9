"""Who applies: names and identity numbers checked before anything is kept (GB 11643, GB 32100)."""

from __future__ import annotations

import enum
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.errors import Refusal

LONGEST_NAME = 120  # characters; the longest registered company names stay below


class NameNotUsable(Refusal):
    """A name that cannot be printed on a legal paper."""


class IdentityNotValid(Refusal):
    """An identity number whose form, date or check digit is wrong."""


class IdentityKind(enum.Enum):
    """Which document identifies the applicant."""

    RESIDENT = "resident"  # 居民身份证, GB 11643
    ORGANISATION = "organisation"  # 统一社会信用代码, GB 32100
    OTHER = "other"  # passport and the like: no check digit known


@dataclass(frozen=True)
class Applicant:
    """A person or organisation before the counter, names and numbers already checked."""

    name: str
    identity_kind: IdentityKind
    identity_number: str
    phone: str = ""

    @property
    def masked_name(self) -> str:
        """The name as screens and displays show it."""
        return masked_name(self.name)

    @property
    def masked_identity(self) -> str:
        """The identity number with its middle hidden."""
        return masked_identity(self.identity_number)


def applicant(name: str, identity_number: str, phone: str = "") -> Applicant:
    """An applicant from what the clerk typed.

    The kind of document follows from the number: 18 digits (last may be X) is a resident card,
    18 letters and digits a credit code, anything else another document.

    Raises: NameNotUsable, IdentityNotValid.
    """
    number = _written_plainly(identity_number)
    return Applicant(usable_name(name), _identity_kind(number), number, phone.strip())


def usable_identity(text: str) -> str:
    """The number of a document shown without a name, as `applicant` keeps it.

    Raises: IdentityNotValid.
    """
    number = _written_plainly(text)
    _identity_kind(number)
    return number


def usable_name(text: str) -> str:
    """The name in NFC without outer blanks.

    Raises: NameNotUsable for an empty, too long (`LONGEST_NAME` characters) or unprintable one.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise NameNotUsable("申请人姓名是空的，没有保存任何内容，请按证件录入姓名。")
    if any(unicodedata.category(character) in _UNPRINTABLE for character in name):
        raise NameNotUsable("姓名里有看不见的控制字符，没有保存任何内容，请删去后按证件重新录入。")
    if len(name) > LONGEST_NAME:
        raise NameNotUsable(
            f"姓名有 {len(name)} 个字，超过 {LONGEST_NAME} 个字的上限，"
            "没有保存任何内容，请核对是否粘贴了别的内容。"
        )
    return name


def is_credit_code(number: str) -> bool:
    """Whether it is a 统一社会信用代码 whose check character is right (GB 32100)."""
    return len(number) == _ID_LENGTH and _credit_check(number) == number[-1]


def masked_name(name: str) -> str:
    """First character, then a star, whether or not more follows: `张*`."""
    return f"{name[:1]}*"


def masked_identity(number: str) -> str:
    """First and last four characters of a long number, the last two or none of a shorter one."""
    if len(number) < _FEWEST_TO_HINT:
        return "*" * len(number)
    if len(number) < _FEWEST_TO_SHOW:
        return f"****{number[-2:]}"
    return f"{number[:4]} **** **** {number[-4:]}"


_FEWEST_TO_HINT = 9  # characters
_FEWEST_TO_SHOW = 15  # characters; shorter numbers would show nearly whole
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_ID_LENGTH = 18
_TRAVEL_PERMIT_LENGTH = 8  # 台湾居民来往大陆通行证
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BODY_CHECKS = "0X987654321"


def _written_plainly(number: str) -> str:
    return "".join(number.split()).upper()


def _identity_kind(number: str) -> IdentityKind:
    if not number:
        raise IdentityNotValid("证件号码是空的，没有保存任何内容，请读卡或录入号码。")
    if not (number.isascii() and number.isalnum()):
        raise IdentityNotValid("证件号码只能有数字和字母，没有保存任何内容，请对照证件重新录入。")
    if len(number) == _ID_LENGTH:
        return _kind_of_eighteen(number)
    if number.isdigit() and len(number) != _TRAVEL_PERMIT_LENGTH:
        raise IdentityNotValid(
            f"身份证号应为 18 位，录入了 {len(number)} 位，没有保存任何内容，请对照证件重新录入。"
        )
    return IdentityKind.OTHER


def _kind_of_eighteen(number: str) -> IdentityKind:
    like_a_card = number[:-1].isdigit() and number[-1] in _RESIDENT_CHECKS
    if not like_a_card:
        if _credit_check(number) != number[-1]:
            raise IdentityNotValid(
                "统一社会信用代码校验位不对，没有保存任何内容，请对照执照重新录入。"
            )
        return IdentityKind.ORGANISATION
    if _is_resident(number):
        return IdentityKind.RESIDENT
    # The few all-digit codes that could be cards carry a second check digit of their own.
    if _credit_check(number) == number[-1] and _body_check(number[8:16]) == number[16]:
        return IdentityKind.ORGANISATION
    raise IdentityNotValid("身份证号的出生日期或校验位不对，没有保存任何内容，请对照证件重新录入。")


def _is_resident(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip(_RESIDENT_WEIGHTS, number[:-1], strict=True)
    )
    return _RESIDENT_CHECKS[total % 11] == number[-1]


def _credit_check(number: str) -> str:
    values = [_CREDIT_ALPHABET.find(character) for character in number[:-1]]
    if -1 in values:
        return ""
    total = sum(weight * value for weight, value in zip(_CREDIT_WEIGHTS, values, strict=True))
    return _CREDIT_ALPHABET[-total % 31]


def _body_check(body: str) -> str:
    """The check character of the organisation's own eight digits (GB 11714)."""
    total = sum(weight * int(digit) for weight, digit in zip(_BODY_WEIGHTS, body, strict=True))
    return _BODY_CHECKS[total % 11]
