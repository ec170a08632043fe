"""Imports point down only, and functions and files stay as short as STYLE asks."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "bot").rglob("*.py"))
LONGEST_FUNCTION = 40
LONGEST_FILE = 300

BELOW_LISTENERS = ("bot.study", "bot.views", "bot.domain", "bot.errors")
WIRING = ("bot.config", "bot.listeners", "bot.storage", *BELOW_LISTENERS)
ALLOWED = {
    "bot.errors": (),
    "bot.config": ("bot.errors", "dotenv"),
    "bot.domain": ("bot.domain", "bot.errors", "rapidfuzz"),
    "bot.storage": ("bot.storage", "bot.domain", "bot.errors", "sqlalchemy", "yaml", "rapidfuzz"),
    "bot.study": ("bot.study", "bot.storage", "bot.domain", "bot.errors", "sqlalchemy.exc"),
    "bot.views": ("bot.views", "bot.domain", "bot.errors", "slack_sdk.models"),
    "bot.listeners": ("bot.listeners", *BELOW_LISTENERS, "slack_bolt", "slack_sdk"),
    "bot.jobs": ("bot.jobs", "bot.config", *BELOW_LISTENERS, "slack_sdk", "dbos", "sqlalchemy"),
    "bot.app": (*WIRING, "bot.jobs", "slack_bolt", "slack_sdk"),
    "bot.web": (*WIRING, "bot.app", "slack_bolt"),
    "bot.playground": ("bot.playground", "werkzeug", "slack_sdk"),
    "bot.operating": ("bot.app", "bot.operating", *WIRING, "bot.jobs"),
    "bot.__main__": (
        *(*WIRING, "bot.app", "bot.jobs", "bot.operating", "bot.web", "bot.playground"),
        *("slack_bolt", "werkzeug"),
    ),
    "bot": (),
}
"""What a package may import beside the standard library; the longest name that fits counts."""


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def inside(module, package):
    return module == package or module.startswith(f"{package}.")


def imports(source):
    """Every module that the code names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides where it leads"
            names = (f"{node.module}.{name.name}" for name in node.names)
            yield from names if node.module == "bot" else [node.module]


def wrong_imports(module, source):
    """What `module` imports though its layer must not know it."""
    layer = max((name for name in ALLOWED if inside(module, name)), key=len)
    return [
        name
        for name in imports(source)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(inside(name, allowed) for allowed in ALLOWED[layer])
    ]


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down_only(path):
    assert wrong_imports(module_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.domain.quiz", "from slack_bolt import App"),
        ("bot.domain.quiz", "def pick():\n    import yaml"),
        ("bot.views.card", "from bot.storage.store import Store"),
        ("bot.views.card", "from slack_sdk import WebClient"),
        ("bot.storage.store", "from bot import study"),
        ("bot.listeners.command", "from bot.storage.store import Store"),
        ("bot.study", "import sqlalchemy"),
        ("bot.app", "from bot.playground import StandIn"),
        ("bot.web", "import bot.playground.server"),
        ("bot.new_thing", "from bot.domain.knowledge import Topic"),
    ],
)
def test_an_import_that_points_up_or_aside_is_noticed(module, source):
    assert len(wrong_imports(module, source)) == 1


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_and_functions_stay_short(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert [f.name for f in functions if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION] == []


def test_only_the_configuration_reads_the_environment():
    readers = {
        module_of(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    }
    assert readers == {"bot.config"}


def test_nothing_but_migrations_and_store_holds_sql():
    """The words that only a statement begins with, in the strings of the code."""
    holders = {
        module_of(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP "))
    }
    assert {module for module in holders if not inside(module, "bot.storage")} == set()
    assert "bot.storage.migrations" in holders
