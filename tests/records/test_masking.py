import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records.masking import mask
from bot.report.loading import Report

LAW = settings(deadline=None, max_examples=200)

MASKED = {
    # phones, as people write them
    "我的电话是13812345678请回复": "我的电话是〔手机号〕请回复",
    "手机138 1234 5678": "手机〔手机号〕",
    "138-1234-5678": "〔手机号〕",
    "138—1234—5678": "〔手机号〕",
    "138一1234一5678": "〔手机号〕",
    "138.1234.5678": "〔手机号〕",
    "1 3 8 1 2 3 4 5 6 7 8": "〔手机号〕",
    "138\u200b1234\u200b5678": "〔手机号〕",
    "+86 13812345678": "〔手机号〕",
    "+8613812345678": "〔手机号〕",
    "（+86）13812345678": "〔手机号〕",
    "0086-138-1234-5678": "〔手机号〕",
    "１３８１２３４５６７８": "〔手机号〕",
    "一三八一二三四五六七八": "〔手机号〕",
    "微信13812345678abc": "微信〔手机号〕abc",
    "13812345678/13912345678": "〔手机号〕/〔手机号〕",
    "2025年13812345678": "2025年〔手机号〕",
    "2025138 1234 5678": "2025〔手机号〕",
    "010-86130000 12345热线": "〔电话〕 12345热线",
    "138-0222-3456 110": "〔手机号〕 110",
    "(022)26296000": "〔电话〕",
    "（022）26296000": "〔电话〕",
    "022-26296000": "〔电话〕",
    "022 2629 6000": "〔电话〕",
    "02226296000": "〔电话〕",
    "0531-88881234转801": "〔电话〕",
    "+86 22 2629 6000": "〔电话〕",
    "+852 9123 4567": "〔电话〕",
    "家里电话26296000": "家里电话〔电话〕",
    "座机：2629-6000，谢谢": "座机：〔电话〕，谢谢",
    # identity numbers, right or wrong
    "120105199001011234": "〔身份证号〕",
    "身份证12010519900101123X。": "身份证〔身份证号〕。",
    "12010519900101123x": "〔身份证号〕",
    "99999999999999999X": "〔身份证号〕",
    "120105 19900101 1234": "〔身份证号〕",
    "1201 0519 9001 0112 34": "〔身份证号〕",
    "120105900101123": "〔身份证号〕",
    "120105 900101 123": "〔身份证号〕",
    "１２０１０５１９９００１０１１２３４": "〔身份证号〕",
    "护照E12345678": "护照〔证件号〕",
    # mail and accounts
    "我的邮箱zhang.san@qq.com谢谢": "我的邮箱〔邮箱〕谢谢",
    "13812345678@qq.com": "〔邮箱〕",
    "zhang13812345678@163.com": "〔邮箱〕",
    "zhang＠qq.com": "〔邮箱〕",
    "zhang@qq。com": "〔邮箱〕",
    "写到zhang@qq.com。2025年GDP": "写到〔邮箱〕。2025年GDP",
    "QQ号123456789": "QQ号〔账号〕",
    "微信号：zhang_san88": "微信号：〔账号〕",
    # plates
    "津A12345": "〔车牌号〕",
    "津A·12345": "〔车牌号〕",
    "津 a12345被拖走": "〔车牌号〕被拖走",
    "津Ａ１２３４５": "〔车牌号〕",
    "津AD12345": "〔车牌号〕",
    "津A12345D": "〔车牌号〕",
    "津A1234警": "〔车牌号〕",
    "津A1234学": "〔车牌号〕",
    "津A1234挂": "〔车牌号〕",
    "沪A0023领": "〔车牌号〕",
    "粤Z1234港": "〔车牌号〕",
    "粤Z1234澳": "〔车牌号〕",
    "224578使": "〔车牌号〕",
    "使014·578": "〔车牌号〕",
    "京X0102应急": "〔车牌号〕",
    "新A12345": "〔车牌号〕",
    # cards, and what is too long to count anything
    "6222021234567890": "〔银行卡号〕",
    "6222 0212 3456 7890 123": "〔银行卡号〕",
    "6222021234567890123": "〔银行卡号〕",
    "工单20250113123456": "工单〔号码〕",
}

KEPT = """
12345热线 110 119 2004场 63.2亿元 2025年 3412.5万元 4号线 117.2% 12万平方米 10804 PM2.5 5G-A COVID-19
2021-2025年 2025年1月13日 2025-01-13 2025.01.13 10-12月 3412,500元 1,234,567,890元 投资12345678元
12345、110、119 95598 拨打12345热线 打12345电话 电话用户26296000户 固定电话2629.6万户 200000使用 K3、K7路
天津GDP2025年 最新GDP2025 上云5G基站2025个 京津冀2025 新能源车12345辆 津ICP备12345678号 津沽棒 邮编300010
津政发〔2025〕12号 G2、G3线 二〇二五年和二〇二六年 “十五五”规划 1009家 @人民日报 第123456号 +5.2%
""".split()
KEPT_LINES = [
    "2021 2022 2023 2024 2025 年GDP",
    "2025-01-13 14:00",
    "1949-10-1 2024年",
    "09-01 2024-2025",
    "1.35 2.4 5.6 7.8 13.5 14.2 15.8 16.4",
    "12345 10804 2025 63.2",
    "建设20 30 40 50公里",
    "去年区里财政一共收了多少钱",
    "",
]


@pytest.mark.parametrize(("text", "masked"), MASKED.items(), ids=MASKED)
def test_what_names_a_person_goes(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize("text", KEPT + KEPT_LINES)
def test_what_people_ask_about_stays(text: str) -> None:
    assert mask(text) == text


def test_a_whole_report_stays(report: Report) -> None:
    assert mask(report.text) == report.text


def digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


DIGIT = st.sampled_from("0123456789")
SEPARATOR = st.sampled_from(["", "", " ", "-", "—", "－", "\u3000", "  ", " - "])
# Anything but digits may stand around a number, and sentences with harmless numbers in them.
NO_DIGITS = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=12)
BEFORE = NO_DIGITS | st.sampled_from(["2025年，", "打过12345热线，", "联系（", "tel:", "63.2亿元"])
AFTER = NO_DIGITS | st.sampled_from(["，2025年", " 12345热线", "）", "abc", "。4号线", "/110"])


def many(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGIT, min_size=count, max_size=count)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    number = "1" + draw(st.sampled_from("3456789")) + draw(many(9))
    sizes = draw(st.sampled_from([(3, 4, 4), (11,), (3, 8), (4, 3, 4), (1,) * 11, (3, 2, 2, 2, 2)]))
    prefix = draw(st.sampled_from(["", "", "+86", "86 ", "0086-", "(+86)"]))
    return prefix + grouped(number, sizes, draw(SEPARATOR))


@st.composite
def landlines(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(["010", "022", "025", "0311", "0531", "0755", "0991"]))
    local = draw(st.sampled_from("2345678")) + draw(many(7))
    local = grouped(local, draw(st.sampled_from([(8,), (4, 4)])), draw(SEPARATOR))
    shape = draw(st.sampled_from(["{}{}", "{}-{}", "{} {}", "({}){}", "（{}） {}", "{}－{}"]))
    return shape.format(area, local)


@st.composite
def identities(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    place = draw(st.sampled_from(["11", "12", "31", "44", "51", "65", "71", "82"])) + draw(many(4))
    number = f"{place}{born:%Y%m%d}{draw(many(3))}{draw(st.sampled_from('0123456789Xx'))}"
    sizes = draw(st.sampled_from([(18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (1,) * 18]))
    return grouped(number, sizes, draw(SEPARATOR))


def grouped(number: str, sizes: tuple[int, ...], separator: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return separator.join(groups)


@LAW
@given(BEFORE, st.one_of(mobiles(), landlines(), identities()), AFTER, st.booleans())
def test_no_number_survives(before: str, number: str, after: str, wide: bool) -> None:
    if wide:
        number = number.translate({48 + value: 0xFF10 + value for value in range(10)})
    text = before + number + after
    masked = mask(text)
    assert digits(masked) == digits(before) + digits(after)
    assert mask(masked) == masked


@LAW
@given(many(10), st.integers(12, 40), NO_DIGITS)
def test_no_long_number_survives(start: str, size: int, after: str) -> None:
    number = (start * 4)[:size]
    assert not digits(mask(f"编号{number}{after}"))


@LAW
@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


LIKELY = st.text(
    st.sampled_from("0123456789１２一三八 -—.@+()（）xX津新使挂A·电话:使转\u200b\n年"), max_size=60
)


@LAW
@given(LIKELY)
def test_masking_twice_is_masking_once_near_numbers(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@LAW
@given(
    st.text(
        st.characters(exclude_categories=["Nd"], exclude_characters="@＠:：是为号"), max_size=30
    )
)
def test_prose_without_digits_stays(text: str) -> None:
    assert (
        any(char in "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺" for char in text)
        or mask(text) == text
    )


FIGURE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "增长", "约", "完成投资", "其中"]),
    st.one_of(st.integers(0, 99_999_999), st.floats(0, 9999).map(lambda value: f"{value:.2f}")),
    st.sampled_from(
        ["亿元", "万元", "%", "户", "场", "平方米", "个", "人次", "年", "号线", "公里"]
    ),
)


@LAW
@given(st.lists(FIGURE, max_size=6), st.sampled_from(["，", "、", "；", "和", "，其中"]))
def test_figures_with_their_units_stay(figures: list[str], comma: str) -> None:
    text = comma.join(figures)
    assert mask(text) == text
