"""The architecture: imports go down only, and each outside library has its one home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    ("bot.errors",),
    ("bot.language",),
    ("bot.report",),
    ("bot.checking",),
    ("bot.retrieval",),
    ("bot.answering",),
    ("bot.records",),
    (
        "bot.settings",
        "bot.bank",
        "bot.chain",
        "bot.readings",
        "bot.indexing",
        "bot.assistant",
        "bot.rendering",
        "bot.tables",
        "bot.workbooks",
        "bot.exporting",
        "bot.terminal",
    ),
    ("bot.web", "bot.staff", "bot.service", "bot.commands", "bot.__main__"),
    ("app", "eval"),
)
HOMES = {
    "chromadb": ("bot.retrieval",),
    "gradio": ("bot.web", "eval.bench_page"),
    "tiktoken": ("bot.language.tokens",),
    "fastapi": ("bot.service", "bot.staff", "bot.web"),
    "uvicorn": ("bot.service", "app"),
    "typer": ("bot.__main__", "bot.commands", "eval"),
    "bm25s": ("bot.retrieval.lexical",),
    "opencc": ("bot.language.text",),
    "cn2an": ("bot.language", "bot.report"),
    "rjieba": ("bot.answering",),
    "pydantic_settings": ("bot.settings",),
    "openai": (),
    "sqlalchemy": ("bot.records",),
    "alembic": ("bot.records",),
    "openpyxl": ("bot.workbooks",),
    "argon2": ("bot.records.passwords",),
}
LONGEST_MODULE, LONGEST_FUNCTION = 250, 60


def sources() -> dict[str, Path]:
    files = [ROOT / "app.py", *(ROOT / "bot").rglob("*.py"), *(ROOT / "eval").rglob("*.py")]
    names = {}
    for file in files:
        parts = list(file.relative_to(ROOT).with_suffix("").parts)
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return names


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def belongs(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def floor(module: str) -> int | None:
    for number, packages in enumerate(FLOORS):
        if any(belongs(module, package) for package in packages):
            return number
    return None


MODULES = sorted(sources())


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    own = floor(module)
    if own is None:
        assert module == "bot", f"{module} has no floor"
        return
    for imported in imports(sources()[module]):
        below = floor(imported)
        assert below is None or below <= own, f"{module} imports {imported} from a floor above"


def test_no_module_imports_itself_in_a_circle() -> None:
    known = sources()
    graph = {
        module: {
            other
            for imported in imports(file)
            for other in known
            if other != module and (imported == other or imported.rpartition(".")[0] == other)
        }
        for module, file in known.items()
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path, module))
        if module not in done:
            for other in graph[module]:
                visit(other, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_outside_libraries_stay_home(module: str) -> None:
    for imported in imports(sources()[module]):
        homes = HOMES.get(imported.partition(".")[0])
        if homes is not None:
            at_home = any(belongs(module, home) for home in homes)
            assert at_home, f"{module} imports {imported}"


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_small(module: str) -> None:
    text = sources()[module].read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE, f"{module} is too long"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{module}.{node.name} has {length} lines"


def test_packages_hold_only_a_docstring() -> None:
    for file in (ROOT / "bot").rglob("__init__.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        assert len(body) == 1, f"{file} holds code"
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_the_code_knows_no_report() -> None:
    names = ("河北", "天津", "海河", "意风", "津英汇", "hebei")
    for module, file in sources().items():
        if belongs(module, "bot"):
            nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
            spoken = [node.value for node in nodes if isinstance(node, ast.Expr)]  # docstrings
            for literal in [
                node.value
                for node in nodes
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                if node not in spoken
            ]:
                # A list of all provinces names every place, and so none in particular.
                known = [name for name in names if name in literal]
                assert not known or "黑龙江" in literal, f"{module}: {literal}"
