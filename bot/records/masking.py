"""Masking: what names a person goes out of a text before the text is stored.

In: words that a person typed, or an answer that may repeat them. Out: the same words with phone
numbers, identity numbers, mail addresses, plates, bank cards and the like replaced by 〔手机号〕, ….

We search a shadow of the text: full-width letters and digits become ASCII, invisible characters
are left out, and Chinese digits in a run as long as a phone number (一三八…) become digits. What is
found there is cut out of the original. Checksums play no part, since a mistyped number still names
somebody. Masking a number too many costs a reader little; one too few costs its owner much.

Numbers that people ask a report about are short or carry a unit, and stay: 12345热线, 2004场,
63.2亿元, 2021-2025年.
"""

import re
import unicodedata

# What people put between the digits of one number: white space, dashes, middle dots.
_GAP = r"[\s\-‐‑‒–—―−_·•]{0,3}"
_TIE = r"[\s\-–—一]{1,2}"
_MORE = rf"(?:{_GAP}\d)"
# Dates that begin as a mobile number (1949-10-1) or an area code (09-01) does; a number follows.
_NO_DATE = r"(?!1[89]\d\d-\d{1,2}-\d{1,2}(?!-?\d)|0\d-\d\d\s)"

_MOBILE = rf"(?:\(?(?:\+|00)?{_GAP}86\)?{_GAP})?1{_GAP}[3-9]{_MORE}{{9}}"
# An area code is 010, 02x or 03xx to 09xx (the numbering plan of China's telephone network), seven
# or eight digits follow; abroad the 0 is dropped.
_AREA = rf"{_GAP}(?:1{_GAP}0|2{_MORE}|[3-9]{_MORE}{{2}})"
_LOCAL = rf"[2-8]{_MORE}{{6,7}}(?!\d)(?:\s?(?:转|分机)[:号]?\s?\d{{1,6}})?"
_LANDLINE = rf"(?:(?:\+|00)86{_GAP}\(?0?|\(?0){_AREA}\)?{_GAP}{_LOCAL}"
_ABROAD = rf"\+{_MORE}{{9,15}}(?!\d)"

# An identity number (GB 11643): the place, its first digit 1 to 9, the date of birth, three digits
# and a check. The second digit keeps a list of years (2021 2022 …) from looking like one.
_BIRTH = rf"(?:1{_GAP}[89]|2{_GAP}0){_MORE}{{2}}{_GAP}[01]{_MORE}{_GAP}[0-3]{_MORE}"
_IDENTITY = rf"[1-9]{_GAP}[1-7]{_MORE}{{4}}{_GAP}{_BIRTH}{_MORE}{{3}}{_GAP}[\dx]"
_OLD_IDENTITY = r"[1-9]\d{5}[\s\-]\d\d[01]\d[0-3]\d[\s\-]\d{3}"

# A card in fours, or digit by digit. It begins with 3 to 6 or 9 (ISO/IEC 7812: banks, and the range
# left to each country), so a list of years is none.
_CARD = r"[3-69]\d{3}(?:[\s\-]\d{4}){3}(?:[\s\-]?\d{1,3})?|[3-69](?:[\s\-]\d){15,18}"

# Plates (GA 36-2018): a province's short name, a letter, and five characters, six for electric cars
# (neither I nor O), or four and a word; embassies have six digits. Not the 新 of 最新, and not an
# indicator and its year after a place (天津GDP2025).
_NEAR = r"(?:[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]|(?<![最创更高全])新)"
_NO_YEAR = r"(?!(?:gdp|gnp|cbd|ar|vr|xr|mr|ev)(?:19|20)\d\d(?!\d))"
_CHAR = "[a-hj-np-z0-9]"
_PLATE = (
    rf"{_NEAR}\s?{_NO_YEAR}[a-z][\s·•・.\-]{{0,2}}(?:{_CHAR}{{4}}(?:[挂学警港澳领使]|应急)"
    rf"|(?:[a-hjk]{_CHAR}\d{{4}}|\d{{5}}[a-hjk]|(?=(?:[a-z]*\d){{3}}){_CHAR}{{5}})(?!\d))"
    r"|(?<!\d)\d{3}[·•]?\d{3}使(?![用得其馆命我])|(?<!\d)使\d{3}[·•]\d{3}(?!\d)"
)

_HOST = r"[a-z0-9\-]+"
_DOTTED = rf"(?:{_HOST}(?:\.{_HOST})+|{_HOST}。[a-z]{{2,6}})"
_NAME = r"(?:[a-z0-9._%+'\-]|〔[手电身银号][^〕]{1,3}〕)"  # 13812345678@… is a phone number by now
_MAIL = rf"{_NAME}{{0,64}}\s?@\s?{_DOTTED}|{_NAME}{{1,64}}@{_HOST}"

# A word that says what the number is; the group after it is masked, the word stays.
_IS = r"(?:号码|号)?(?:是|为)?[\s:(]{0,3}"
_CALL = rf"(?:电话|座机|固话|传真|致电|拨打|来电|tel|phone){_IS}"
_COUNTED = r"[\d.]|\s?[万亿户个部人元家台门条次线%]"  # then it counts something: 电话12345678户
_PAPERS = rf"(?:护照|通行证|回乡证|台胞证|军官证|证件){_IS}"
_CHAT = r"(?:微信|(?<![a-z])[vw]x)(?:号码|号|是|为|:)[\s:是为]{0,3}"

# Tried from top to bottom, each on what those above have left; within one, the first in the text
# wins. The group that is found is replaced by its name.
_KINDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![a-z])qq群?{_IS}(?P<账号>[1-9]\d{{4,10}})(?!\d)",
        rf"{_CHAT}(?P<账号>[a-z][a-z0-9_\-]{{5,19}})",
        rf"{_PAPERS}(?P<证件号>[a-z]{{0,2}}\d{{7,10}})(?!\d)",
        rf"(?P<车牌号>{_PLATE})",
        rf"(?<!\d)(?P<身份证号>(?:{_IDENTITY}|{_OLD_IDENTITY})(?!\d)|\d{{17}}x)"
        rf"|(?<!\d)(?P<银行卡号>{_CARD})(?!\d)"
        rf"|(?<!\d)(?P<手机号>{_NO_DATE}{_MOBILE}|1[3-9]\d\.\d{{4}}\.\d{{4}})(?!\d)"
        rf"|(?<!\d)(?P<电话>{_NO_DATE}{_LANDLINE})",
        rf"(?<!\d)(?P<电话>{_ABROAD})",
        rf"{_CALL}(?P<电话>[2-8]\d{{2,3}}[\s\-]?\d{{4}})(?!{_COUNTED})",
        # Twelve digits and more count nothing (a report writes 亿), they name somebody or something.
        r"(?<!\d)(?:(?P<身份证号>\d{15}|\d{18})|(?P<银行卡号>\d{16,17}|\d{19}))(?!\d)",
        r"(?P<号码>\d{12,})",
        # Well-spaced numbers, even where other digits touch them.
        rf"(?P<身份证号>{_IDENTITY})|(?P<手机号>1[3-9]\d{_TIE}\d{{4}}{_TIE}\d{{4}})",
        rf"(?P<邮箱>{_MAIL})",
    )
)

_UNSEEN = {"Cc", "Cf", "Mn", "Me", "Cs"}  # zero-width, accents, the box of an emoji digit, …
_WRITTEN = ("〇零", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_AS_DIGITS = {ord(char): str(value) for value, chars in enumerate(_WRITTEN) for char in chars}
_NUMERAL = "[" + "".join(_WRITTEN) + "]"
_NUMERALS = re.compile(
    rf"{_NUMERAL}(?:[\s\-]{{0,2}}{_NUMERAL}){{10,}}"
)  # as long as a phone number


def mask(text: str) -> str:
    """Return `text` with personal data replaced by placeholders such as 〔手机号〕.

    Masking what is masked changes nothing. Text in which there is nothing to mask comes back as is.
    """
    while (masked := _mask_once(text)) != text:  # ends: each round leaves fewer letters and digits
        text = masked
    return text


def _mask_once(text: str) -> str:
    shadow, origin = _shadow(text)
    for pattern in _KINDS:
        found = [
            (match.span(kind), kind)
            for match in pattern.finditer(shadow)
            if (kind := match.lastgroup)
        ]
        for (start, end), kind in reversed(found):
            text = f"{text[: origin[start]]}〔{kind}〕{text[origin[end - 1] + 1 :]}"
        if found:
            shadow, origin = _shadow(text)
    return text


def _shadow(text: str) -> tuple[str, list[int]]:
    """Return what we search for `text`, and the offset in `text` of each of its characters."""
    if text.isascii():
        return text, list(range(len(text)))
    origin = [at for at, char in enumerate(text) if char.isspace() or not _unseen(char)]
    seen = "".join(_plain(text[at]) for at in origin)
    return _NUMERALS.sub(lambda match: match.group().translate(_AS_DIGITS), seen), origin


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN


def _plain(char: str) -> str:
    """Return the ASCII twin of a full-width character or of any script's digit, else the character."""
    if "！" <= char <= "～":
        return chr(ord(char) - 0xFEE0)
    return str(unicodedata.decimal(char, char))
