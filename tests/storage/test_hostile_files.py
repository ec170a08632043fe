"""What a careless or hostile author may put into the folder is refused fast, in little memory."""

import os
import resource
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.storage.knowledge_files import MAX_BYTES, inspect

MEMORY = 300_000_000
"""Bytes of address space that reading may take, the interpreter included."""
PATIENCE = 20
BOMB = b"a: &a [x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c]\n" % (n, n, n - 1, n - 1, n - 1) for n in range(ord("b"), ord("z"))
)
READ = "import sys; from pathlib import Path; from bot.storage.knowledge_files import inspect; "
READ += "print(*inspect(Path(sys.argv[1])).faults, sep='\\n')"

HOSTILE = {
    "flow-depth": (b"a: " + b"[" * 100_000, "missing quote, colon or indent|levels deep"),
    "block-depth": (b"- " * 90_000, "levels deep"),
    "key-depth": (b"? " * 90_000, "levels deep|a list or mapping used as a field name"),
    "mapping-depth": (b"{" * 100_000, "levels deep"),
    "alias-bomb": (BOMB, "1: an anchor"),
    "self-alias": (b"a: 1\nb: &x [*x]\n", "2: an anchor"),
    "object": (b"!!python/object/apply:os.system ['true']\n", "1: a tag"),
    "binary": (bytes(range(256)) * 100, "not UTF-8"),
    "nulls": (b"\0" * 1000, "a character that YAML forbids"),
    "utf-16": ('title: "Café"\n'.encode("utf-16"), "1: not UTF-8"),
    "latin-1": ('id: "a"\ntitle: "Café"\n'.encode("latin-1"), "2: not UTF-8"),
    "too-large": (b"# comment\n" * (MAX_BYTES // 10 + 1), "1: larger than 200 KB"),
    "long-line": (b'a: "' + b"x" * 190_000 + b'"', "unknown field `a`"),
    "many-keys": (b"".join(b"k%d: 1\n" % n for n in range(15_000)), "unknown field `k14999`"),
    "one-key": (b"a: 1\n" * 30_000, "30000: `a` stands twice here"),
    "empty": (b"", "1: the file is empty"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What one reading of a folder with all of them says, by file."""
    folder = tmp_path_factory.mktemp("hostile") / "identity"
    folder.mkdir()
    for name, (content, _) in HOSTILE.items():
        (folder / f"{name}.yaml").write_bytes(content)
    with (folder / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(500_000_000)
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    (folder / "endless.yaml").symlink_to("/dev/zero")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    read = subprocess.run(
        [sys.executable, "-c", READ, folder.parent],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert read.stderr == ""
    return read.stdout.replace(f"{folder}/", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(said, name):
    mine = "\n".join(line for line in said.splitlines() if line.startswith(f"{name}.yaml:"))
    assert any(part in mine for part in HOSTILE[name][1].split("|")), mine[:500]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sparse", "larger than 200 KB; split the topic in two"),
        ("pipe", "not a file; remove it"),
        ("folder", "not a file; remove it"),
        ("endless", "not a file; remove it"),
        ("loop", "not a file; remove it"),
    ],
)
def test_what_is_no_file_of_a_topic_is_refused(said, name, message):
    assert f"{name}.yaml:1: {message}\n" in said


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"id: 'x\xc2")
def test_no_bytes_of_any_kind_get_past_the_loader_or_break_it(tmp_path, content):
    path = tmp_path / "identity" / "any.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    faults = inspect(tmp_path).faults
    assert faults
    assert all(fault.startswith(f"{path}:") for fault in faults)
