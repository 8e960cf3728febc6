"""A report folder is loaded byte for byte, or refused with an error that names what is wrong."""

import hashlib
from pathlib import Path

import pytest

from bot.errors import CorpusError
from bot.report.loading import load_corpus, load_lexicon, load_report

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "\ufeff一、2025年工作回顾\r\n投资增长5％。\n".encode()


@pytest.fixture
def folder(tmp_path):
    """A sound report folder, for the tests to spoil."""
    folder = tmp_path / "donghu-2026"
    folder.mkdir()
    (folder / "report.txt").write_bytes(TEXT)
    state(folder)
    return folder


def state(folder, drop=(), **changes):
    stated = {
        "id": '"donghu-2026"',
        "title": '"东湖区报告"',
        "sha256": f'"{hashlib.sha256((folder / "report.txt").read_bytes()).hexdigest()}"',
        "result_year": "2025",
    } | changes
    lines = [f"{name} = {value}" for name, value in stated.items() if name not in drop]
    (folder / "report.toml").write_text("\n".join(lines), "utf-8")


def test_a_sound_folder(folder):
    report = load_report(folder)
    assert report.text.encode() == TEXT
    assert (report.id, report.title, report.result_year) == ("donghu-2026", "东湖区报告", 2025)


def test_what_nobody_stated_stays_empty(folder):
    report = load_report(folder)
    assert (report.issuer, report.place, report.date, report.source) == ("", "", "", "")
    assert report.plan_year is None


def change_text(folder):
    (folder / "report.txt").write_bytes(TEXT + b" ")


def change_encoding(folder):
    (folder / "report.txt").write_bytes("投资".encode("gb18030"))
    state(folder)


def drop_text(folder):
    (folder / "report.txt").unlink()


def drop_metadata(folder):
    (folder / "report.toml").unlink()


def break_toml(folder):
    (folder / "report.toml").write_text('title = "没有完', "utf-8")


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        pytest.param(change_text, ["report.txt", "sha256"], id="text_changed"),
        pytest.param(change_encoding, ["report.txt", "UTF-8"], id="not_utf8"),
        pytest.param(drop_text, ["report.txt"], id="no_text"),
        pytest.param(drop_metadata, ["report.toml"], id="no_metadata"),
        pytest.param(break_toml, ["report.toml", "TOML"], id="not_toml"),
        pytest.param(lambda f: state(f, id='"xihu-2026"'), ["xihu-2026"], id="wrong_id"),
        pytest.param(lambda f: state(f, author='"某人"'), ["author"], id="unknown_field"),
        pytest.param(lambda f: state(f, drop=["title"]), ["title"], id="no_title"),
        pytest.param(lambda f: state(f, drop=["sha256"]), ["sha256"], id="no_hash"),
        pytest.param(lambda f: state(f, title="5"), ["title"], id="title_not_text"),
        pytest.param(lambda f: state(f, plan_year='"2026"'), ["plan_year"], id="year_as_text"),
        pytest.param(lambda f: state(f, plan_year="26"), ["plan_year"], id="year_out_of_range"),
        pytest.param(lambda f: state(f, plan_year="true"), ["plan_year"], id="year_as_boolean"),
    ],
)
def test_a_spoilt_folder_is_refused_by_name(folder, spoil, named):
    spoil(folder)
    with pytest.raises(CorpusError) as caught:
        load_report(folder)
    assert all(word in caught.value.message for word in [folder.name, *named])
    assert caught.value.mend


def test_the_corpus_comes_by_id():
    reports = load_corpus(CORPUS)
    assert list(reports) == sorted(reports)
    assert all(report.id == key for key, report in reports.items())
    assert len(reports["hebei-2026"].text.encode()) == 30479


def test_an_empty_corpus_is_an_error(tmp_path):
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert str(tmp_path) in caught.value.message


def lexicon(tmp_path, text):
    path = tmp_path / "lexicon.toml"
    path.write_text(text, "utf-8")
    return load_lexicon(path)


def test_a_lexicon_finds_citizens_words(tmp_path):
    found = lexicon(
        tmp_path, '[[entry]]\nsays = ["电瓶车"]\nwrites = ["电动自行车"]\nweight = 0.9\n'
    ).occurrences("电 瓶车怎么管")
    assert [(one.start, one.end, one.rewording.writes) for one in found] == [
        (0, 4, (("电动自行车", 0.9),))
    ]


def test_without_a_file_the_lexicon_is_empty(tmp_path):
    assert load_lexicon(tmp_path / "none.toml").occurrences("电瓶车") == []


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param('writes = ["甲"]\nweight = 1.0', id="says_nothing"),
        pytest.param('says = ["甲"]\nwrites = []\nweight = 1.0', id="writes_nothing"),
        pytest.param('says = ["甲"]\nwrites = ["乙"]', id="no_weight"),
        pytest.param('says = ["甲"]\nwrites = ["乙"]\nweight = 1.5', id="weight_above_one"),
        pytest.param('says = ["甲"]\nwrites = ["乙"]\nweight = 0', id="weight_zero"),
        pytest.param('says = "电瓶车"\nwrites = ["乙"]\nweight = 1.0', id="says_is_no_list"),
        pytest.param('says = ["甲"]\nwrites = "电动车"\nweight = 1.0', id="writes_is_no_list"),
        pytest.param('says = [5]\nwrites = ["乙"]\nweight = 1.0', id="says_is_no_text"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, entry):
    good = '[[entry]]\nsays = ["丙"]\nwrites = ["丁"]\nweight = 1.0\n'
    with pytest.raises(CorpusError, match=r"第 2 [条个]"):
        lexicon(tmp_path, f"{good}[[entry]]\n{entry}\n")


def test_a_lexicon_table_that_is_no_array_is_refused(tmp_path):
    with pytest.raises(CorpusError):
        lexicon(tmp_path, '[entry]\nsays = ["丙"]\nwrites = ["丁"]\nweight = 1.0\n')
