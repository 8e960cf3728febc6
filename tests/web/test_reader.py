"""The reader's fragment: the whole report, nothing added inside it, every offset right."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.loading import Report, load_report
from bot.report.sections import Part, parse_report
from bot.web.reader import dom_id, period_tag, reader_html

ROOT = Path(__file__).parents[2]
LAW = settings(deadline=None, max_examples=120)
EXTRACTS = ("province", "bare_headings", "broken_lines")
VOID = {"input"}


def report_of(text, **known):
    blank = Report("made-up", "示范报告", "", "", "", "", 2025, 2026, "abc", text)
    return replace(blank, **known)


def extract(name):
    return report_of((ROOT / "tests" / "data" / f"{name}.txt").read_bytes().decode())


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.text = tag, attributes, ""

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    @property
    def span(self):
        return int(self.attributes["data-start"]), int(self.attributes["data-end"])


class Fragment(HTMLParser):
    """All elements in order, each with its whole text; a tag left open or closed twice fails."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        for element in self.open:
            element.text += data

    def of(self, *classes):
        return [one for one in self.elements if set(classes) <= set(one.classes)]


def rendered(report):
    return Fragment(reader_html(report, parse_report(report)))


def bare(text):
    """Drop what a page doesn't show; a NUL is shown as U+FFFD."""
    return re.sub(r"[\s\u200b\ufeff\x1c-\x1f]", "", text).replace("\0", "\ufffd")


def exact(text):
    return text.replace("\0", "\ufffd")


LINES = st.sampled_from(
    [
        "各位代表：",
        "同志们！",
        "来源：东湖日报",
        "一、2025年工作回顾",
        "二、2026年主要任务",
        "三、“十五五”目标任务。",
        "2024年工作回顾",
        "（一）稳投资促消费",
        "（一）稳投资促消费。投资完成4.65亿元，增长5％。",
        "　　一是持续发力。新增企业1,009家；拉动消费2.8亿元。\u200b 办件<b>七万</b>多件&amp;。",
        "在总结成绩的同时，我们也清醒认识到存在的差距和不足。",
        "全年固定资产投资完成",
        "5亿元，𠮷增长3%。",
        "稳中求进、以进促稳、先立后破，" * 5 + "全面完成了各项目标任务。",
        "\u200b",
        "",
        "<script>alert(1)</script>“引”号'和\"号。",
        "相关报道：",
    ]
)
GENERATED = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(LINES, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)
TEXTS = (
    GENERATED
    | st.text(max_size=60)
    | st.text(st.sampled_from("一二、（）(。，；“”<>&'\"\n\r\0\u2028 　各位代表：年𠮷"))
)


@LAW
@given(TEXTS)
def test_nothing_but_furniture_is_left_out_and_nothing_is_added(text):
    report = report_of(text)
    kept = [one for one in parse_report(report).leaves if one.kind not in ("furniture", "blank")]
    blocks = rendered(report).of("reader-block")
    assert "".join(bare(one.text) for one in blocks) == "".join(
        bare(text[one.start : one.end]) for one in kept
    )
    ends = [one.span for one in blocks]
    assert ends == sorted(ends)


@LAW
@given(TEXTS)
def test_every_offset_is_the_reports(text):
    report = report_of(text)
    page = rendered(report)
    for one in page.of("sentence") + page.of("reader-block"):
        start, end = one.span
        assert one.text == exact(text[start:end])
        assert len(one.text) == end - start
    assert [one.span for one in page.of("sentence")] == [
        (one.start, one.end)
        for *_, paragraph in parse_report(report).paragraphs()
        for one in paragraph.sentences
    ]


@LAW
@given(TEXTS)
def test_tree_and_ids_agree(text):
    report = report_of(text)
    page = rendered(report)
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", one) for one in ids)
    links = [one for one in page.elements if one.tag == "a"]
    assert {one.attributes["href"][1:] for one in links} <= set(ids)
    names = [one.text for one in links]
    outline = parse_report(report)
    assert [one for one in names if one not in ("引言", "全文")] == outline.headings()


@pytest.mark.parametrize("name", EXTRACTS)
def test_headings_stand_in_order(name):
    report = extract(name)
    page = rendered(report)
    outline = parse_report(report)
    levels = [
        (one.tag, one.text.rstrip("。")) for one in page.of("reader-block", "heading") if one.text
    ]
    expected = []
    for part in outline.parts:
        expected += [("h2", part.heading)] if part.heading else []
        expected += [("h3", section.heading) for section in part.sections if section.heading]
    assert levels == expected


def test_the_shortcomings_stand_apart_but_not_in_the_tree():
    page = rendered(extract("province"))
    assert [one.text.strip()[:6] for one in page.of("reader-section", "aside")] == [
        "各位代表！成",
        "各位代表！让",
    ]


def test_tags_say_what_a_part_speaks_of():
    page = rendered(extract("province"))
    assert [one.text for one in page.of("reader-tag")] == ["2025年执行情况", "目标", "2026年目标"]


@pytest.mark.parametrize(
    ("year", "mode", "tag"),
    [
        (2025, "result", "2025年执行情况"),
        (2026, "target", "2026年目标"),
        (2026, "status", "2026年情况"),
        (None, "result", "执行情况"),
        (None, "target", "目标"),
        (None, "status", ""),
    ],
)
def test_period_tags(year, mode, tag):
    assert period_tag(Part("1", "一", "一、某事", 0, year, mode, ())) == tag


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("0", "reader-0"),
        ("1.10", "reader-1-10"),
        ("1.x0", "reader-1-x0"),
        ("1.2''", "reader-1-2__"),
    ],
)
def test_ids_in_the_page(key, name):
    assert dom_id(key) == name


def test_everything_is_escaped():
    evil = "<script>alert('1')</script> & \"x\" <img src=x onerror=y>"
    text = f"各位代表：{evil}\n一、{evil}\n（一）{evil}\n　　{evil}。{evil}说了又说。"
    known = {"id": evil, "title": evil, "issuer": evil, "place": "某'<b>", "date": evil}
    page = rendered(report_of(text, **known, sha256=evil))
    assert not {one.tag for one in page.elements} & {"script", "img", "b"}
    assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
    (section,) = page.of("reader")
    assert section.attributes["data-report"] == section.attributes["data-sha"] == evil
    assert page.of("reader-title")[0].text == evil
    assert evil in page.of("sentence")[0].text


@pytest.mark.parametrize(
    ("issuer", "place", "date", "shown"),
    [
        ("示范区人民政府", "示范区", "", ["示范区人民政府"]),
        ("人民政府", "示范区", "2026年1月20日", ["人民政府", "示范区", "2026年1月20日"]),
        ("", "示范区", "", ["示范区"]),
        ("", "", "", []),
    ],
)
def test_what_is_known_is_shown_once(issuer, place, date, shown):
    page = rendered(report_of("投资增长5%。", issuer=issuer, place=place, date=date))
    holders = page.of("reader-known")
    assert len(holders) == bool(shown)
    assert "".join(one.text for one in holders) == "".join(shown)


def test_a_report_of_one_paragraph():
    page = rendered(report_of("全区经济稳中向好。投资增长5%。"))
    assert [one.text for one in page.elements if one.tag == "a"] == ["全文"]
    assert [one.text for one in page.of("sentence")] == ["全区经济稳中向好。", "投资增长5%。"]
    assert [one.text for one in page.of("topic")] == ["全区经济稳中向好。"]
    assert page.of("reader-tag") == []


@pytest.mark.parametrize("text", ["", "\n\n", "\u200b"])
def test_a_report_without_text_says_so(text):
    page = rendered(report_of(text))
    assert page.of("reader-none")[0].text == "这份报告没有正文。"
    assert page.of("reader-block") == []


def test_an_unnumbered_report_keeps_its_headings():
    page = rendered(extract("bare_headings"))
    assert [one.text for one in page.elements if one.tag == "a"] == [
        "引言",
        "2024年工作回顾",
        "2025年工作安排",
    ]
    assert page.of("salutation")[0].text == "各位代表："


def test_the_report_that_comes_with_us():
    report = load_report(ROOT / "corpus" / "hebei-2026")
    outline = parse_report(report)
    page = rendered(report)
    (section,) = page.of("reader")
    assert section.attributes["data-report"] == report.id
    assert section.attributes["data-sha"] == report.sha256
    shown = "".join(bare(one.text) for one in page.of("reader-block"))
    assert shown == bare(report.text[report.text.index("各位代表") :])
    assert len(page.of("reader-block", "heading")) == len(outline.headings())
