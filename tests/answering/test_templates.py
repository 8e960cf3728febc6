"""Templates are checked when loaded: a broken one is refused with its name."""

from pathlib import Path

import pytest

from bot.answering.templates import VARIABLES, Templates, load_templates
from bot.errors import SettingsError
from bot.settings import PROJECT_ROOT

WHOLE = {
    name: "字" + "".join(f"${variable}" for variable in variables)
    for name, variables in VARIABLES.items()
}


def test_the_shipped_templates_load_and_fill() -> None:
    templates = load_templates(PROJECT_ROOT / "prompts")
    for name, variables in VARIABLES.items():
        text = templates.fill(name, **dict.fromkeys(variables, "〇"))
        assert text
        assert "$" not in text


@pytest.mark.parametrize("text", ["", "  \n", "缺变量", "多了 $title $other", "坏了 $title ${"])
def test_a_broken_template_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(SettingsError, match="greeting"):
        Templates({**WHOLE, "greeting": text})


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_templates(tmp_path / "none")
