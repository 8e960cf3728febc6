"""Related questions: whatever is offered, the report answers, and from where it was made."""

import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.answering.answer import Answer
from bot.answering.rewriting import leans
from bot.assistant import Assistant, Reply, open_assistant
from bot.bank import AIM, MOST, QuestionBank
from bot.language.text import folded
from bot.settings import PROJECT_ROOT, Settings

# A small report of a place that is not, with two years, two sections each, and no examples.
SMALL = """青山县人民政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2024年工作回顾
2024年，全县地区生产总值增长6.1%，一般公共预算收入完成12.4亿元，同比增长3.2%。
（一）城乡面貌持续改善
加快补齐设施短板。改造老旧小区18个，新建农村公路96公里。更新供水管网41公里。建成口袋公园7座。
提升生态环境质量。完成造林绿化2.3万亩，城区绿化覆盖率达到41.5%。关停小散乱污企业26家。
（二）民生福祉不断增进
办好人民满意教育。新建公办幼儿园5所，新增学位1800个。招聘中小学教师210名。
完善养老服务体系。建成社区食堂14个，完成适老化改造620户。发放高龄津贴1530万元。
二、2025年重点工作
2025年，全县地区生产总值增长5.5%，城镇新增就业6000人以上。
（一）推进城乡建设
实施城市更新行动。改造老旧小区22个，加装电梯45部。新建农村公路80公里。
守护绿水青山。完成造林绿化1.8万亩。整治入河排污口33个。
（二）增进民生福祉
优化教育供给。新建公办幼儿园3所，新增学位1200个。
健全养老服务网络。建成社区食堂10个。新增护理型养老床位260张。
"""


def open_report(folder: Path, *, stated: str) -> Assistant:
    corpus = folder / "corpus" / "qingshan-2025"
    corpus.mkdir(parents=True)
    raw = SMALL.encode()
    (corpus / "report.txt").write_bytes(raw)
    shutil.copy(PROJECT_ROOT / "corpus" / "lexicon.toml", corpus.parent)
    about = 'id = "qingshan-2025"\ntitle = "青山县政府工作报告"\nplace = "青山县"\n'
    seal = f'sha256 = "{hashlib.sha256(raw).hexdigest()}"\n'
    (corpus / "report.toml").write_text(about + seal + stated, encoding="utf-8")
    settings = Settings(
        _env_file=None, corpus_dir=folder / "corpus", data_dir=folder / "data", report=""
    )
    return open_assistant(settings)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = open_report(
        tmp_path_factory.mktemp("small"), stated="result_year = 2024\nplan_year = 2025\n"
    )
    yield opened
    opened.close()


ABOUT_SMALL = [
    "老旧小区改造多少个",
    "去年GDP增长多少",
    "今年建几个社区食堂",
    "造林多少亩",
    "加装多少部电梯",
    "去年招了多少老师",
    "教育有哪些安排",
    "城区绿化覆盖率是多少",
    "新增床位多少张",
    "财政收入多少",
]
ABOUT_REPORT = [
    "今年产业项目到位额目标是多少",
    "老人上门服务一年多少次",
    "口袋公园建几座",
    "固定资产投资增长多少",
    "全区航运企业有多少家",
    "12345热线去年办了多少件",
    "今年的主要目标有哪些",
    "电动自行车怎么管",
    "梁启超旧居怎么样了",
    "4号线开通了哪几站",
    "今年要新增多少个学位",
    "第一医院二期什么时候建成",
]
REFUSED = ["2024年GDP是多少", "深圳口袋公园今年建几座", "失业率是多少", "实际使用外资同比增长多少"]


def sentences(answer: Answer) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in answer.citations}


def holds(assistant: Assistant, reply: Reply) -> None:
    """The laws of what is offered beside one reply."""
    related = reply.answer.related
    assert len({folded(one) for one in related} | {folded(reply.question)}) == len(related) + 1
    told = set() if reply.answer.refused else sentences(reply.answer)
    for question in related:
        answer = assistant.ask(question, [[reply.question, reply.answer.text]]).answer
        assert answer.status == "answered", question
        assert answer.text == assistant.ask(question).answer.text, question
        assert sentences(answer) - told, question
        told |= sentences(answer)


@pytest.mark.parametrize("question", ABOUT_REPORT)
def test_every_answer_goes_on(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert reply.answer.status == "answered"
    assert 2 <= len(reply.answer.related) <= AIM
    holds(assistant, reply)


@pytest.mark.parametrize("question", ABOUT_SMALL)
def test_every_answer_of_another_report_goes_on(small: Assistant, question: str) -> None:
    reply = small.ask(question)
    assert reply.answer.status == "answered"
    assert 2 <= len(reply.answer.related) <= AIM
    holds(small, reply)


@pytest.mark.parametrize("question", REFUSED)
def test_a_refusal_leads_to_what_the_report_does_say(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert reply.answer.refused
    assert len(reply.answer.related) >= 2
    holds(assistant, reply)
    near = reply.answer.citations[0].section
    sections = {assistant.ask(one).answer.citations[0].section for one in reply.answer.related}
    assert near in sections


@pytest.mark.parametrize(("opened", "least"), [("assistant", 80), ("small", 15)])
def test_every_question_of_the_bank_is_answered_from_where_it_was_made(
    opened: str, least: int, request: pytest.FixtureRequest
) -> None:
    assistant: Assistant = request.getfixturevalue(opened)
    desk = assistant.desk()
    bank = QuestionBank(
        desk.base.passages, (), assistant.lexicon, lambda words: assistant.ask(words).answer
    )
    paragraphs = {one.paragraph.id: one.paragraph for one in desk.base.passages}
    offered = bank.offered()
    assert list(offered) == list(paragraphs)
    assert sum(map(len, offered.values())) >= least
    for key, questions in offered.items():
        for question in questions:
            answer = assistant.ask(question).answer
            assert answer.status == "answered", question
            assert answer.citations
            for cited in answer.citations:
                assert paragraphs[key].start <= cited.start
                assert cited.end <= paragraphs[key].end
            assert not leans(question), question


def test_a_bank_offers_nothing_that_was_not_answered(small: Assistant) -> None:
    """Not even where the chain answers everything, but of another place."""
    passages = small.desk().base.passages
    elsewhere = small.ask("老旧小区改造多少个").answer
    bank = QuestionBank(passages, (), small.lexicon, lambda _: Answer("refused", "unclear", ""))
    assert not any(bank.offered().values())
    bank = QuestionBank(passages[:3], (), small.lexicon, lambda _: elsewhere)
    assert sum(map(len, bank.offered().values())) <= 2  # of the sentence that it did cite
    bank = QuestionBank((), ("几点了？",), small.lexicon, lambda _: elsewhere)
    assert (bank.related("你好", elsewhere), bank.starters(), bank.warm()) == ((), (), 0)


def test_each_candidate_is_asked_once_and_only_as_many_as_needed(small: Assistant) -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return small.ask(question).answer

    bank = QuestionBank(small.desk().base.passages, (), small.lexicon, ask)
    answer = small.ask("老旧小区改造多少个").answer
    first = bank.related("老旧小区改造多少个", answer)
    assert AIM <= len(asked) <= 12
    assert bank.related("老旧小区改造多少个", answer) == first
    bank.warm()
    warmed = list(asked)
    assert len(set(warmed)) == len(warmed)
    bank.warm()
    assert asked == warmed
    assert bank.related("老旧小区改造多少个", answer) == first


@pytest.mark.parametrize("words", ["你好", "谢谢", "你是谁", "", "？？！", "问" * 301, "东西呢"])
def test_where_nothing_was_answered_the_examples_are_offered(
    assistant: Assistant, words: str
) -> None:
    answer = assistant.ask(words).answer
    assert answer.related == assistant.report.examples[: len(answer.related)]
    assert 2 <= len(answer.related) <= MOST


@pytest.mark.parametrize("words", ["你好", "？？！"])
def test_a_report_without_examples_offers_its_own(small: Assistant, words: str) -> None:
    reply = small.ask(words)
    assert reply.answer.related == small.starters()
    assert len(reply.answer.related) == MOST
    labels = {small.ask(one).answer.citations[0].section for one in reply.answer.related}
    assert len(labels) == MOST  # from all over the report
    holds(small, reply)


def test_someone_in_danger_is_shown_nothing_else(assistant: Assistant) -> None:
    assert assistant.ask("我不想活了").answer.related == ()


def test_the_other_year_is_among_what_is_offered(small: Assistant) -> None:
    related = small.ask("去年建了多少个社区食堂").answer.related
    assert "2025年要建成社区食堂多少个？" in related


def test_years_that_nobody_stated_are_not_made_up(tmp_path: Path) -> None:
    opened = open_report(tmp_path, stated="")
    try:
        reply = opened.ask("加装多少部电梯")
        assert reply.answer.related
        holds(opened, reply)
    finally:
        opened.close()


def test_warm_or_cold_and_from_many_threads_it_is_the_same(small: Assistant) -> None:
    cold = {question: small.ask(question).answer.related for question in ABOUT_SMALL}
    bank = QuestionBank(
        small.desk().base.passages, (), small.lexicon, lambda words: small.ask(words).answer
    )
    with ThreadPoolExecutor(8) as pool:
        asked = ABOUT_SMALL * 4
        found = list(pool.map(lambda words: bank.related(words, small.ask(words).answer), asked))
    assert found == [cold[question] for question in asked]
    assert small.warm() == bank.warm()
    assert {question: small.ask(question).answer.related for question in ABOUT_SMALL} == cold


def test_the_trace_tells_what_was_offered(assistant: Assistant) -> None:
    reply = assistant.ask("口袋公园建几座")
    assert reply.stages[-1].name == "related"
    assert reply.stages[-1].output == reply.answer.related
    assert reply.stages[-1].ms >= 0
