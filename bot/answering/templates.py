"""Templates: what the bot says in its own words, from `prompts/*.md`, checked when loaded.

A file may use exactly the variables listed here: a missing file, an unknown variable or a malformed
one is an error at start that names the file, never a hole in a sentence.
"""

from pathlib import Path
from string import Template

from bot.errors import SettingsError

VARIABLES: dict[str, frozenset[str]] = {
    name: frozenset(variables.split())
    for name, variables in {
        "greeting": "title",
        "identity": "title",
        "thanks": "",
        "question_empty": "",
        "question_too_long": "limit",
        "question_unreadable": "",
        "question_unclear": "",
        "refused_not_mentioned": "",
        "refused_year_outside": "known_years asked_years",
        "refused_other_year": "asked_years",
        "refused_place_outside": "place asked_place",
        "refused_other_mode": "",
        "refused_no_figure": "",
        "missing_years": "asked_years",
        "crisis": "",
        "refused_no_date": "",
        "refused_no_detail": "",
        "refused_task": "",
        "nearest": "nearest",
        "withheld": "",
    }.items()
}


class Templates:
    """The loaded templates; `fill` gives the text of one."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Take the text of each template in `VARIABLES`; raise `SettingsError` where one is off."""
        for name, variables in VARIABLES.items():
            if not texts.get(name, "").strip():
                raise SettingsError(
                    f"缺少提示文字 {name}.md。", "请从项目中恢复 prompts/ 里的这个文件。"
                )
            template = Template(texts[name])
            if not template.is_valid() or set(template.get_identifiers()) != variables:
                wanted = "、".join(f"${variable}" for variable in sorted(variables)) or "没有变量"
                raise SettingsError(f"提示文字 {name}.md 的变量不对。", f"它应当使用：{wanted}。")
        self._templates = {name: Template(texts[name].strip()) for name in VARIABLES}

    def fill(self, name: str, **values: str) -> str:
        """Return template `name` with its variables filled; `KeyError` for one that is missing."""
        return self._templates[name].substitute(values)


def load_templates(folder: Path) -> Templates:
    """Read `folder/*.md`; raise `SettingsError` naming the file that is missing or wrong."""
    try:
        texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"无法读取 {folder} 里的提示文字：{error}。", "请检查文件。") from error
    return Templates(texts)
