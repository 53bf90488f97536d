"""A process that dies, and one that reads while another writes, meet a whole state."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guiju.texts.searching import Entry, Index, SearchError, Text, building


def text(work: str, said: str) -> Text:
    return Text(work, f"{work}条例", [Entry("1", "text", said), Entry("2", "text", f"{said}办法")])


def found(folder: Path) -> list[tuple[str, str]]:
    index = Index(folder)
    return [(hit.work, hit.text) for hit in index.search("规定", limit=1_000).hits]


@contextmanager
def every_moment(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Copies of the folder before and after each rename and each deletion in it."""
    copies: list[Path] = []

    def copied() -> None:
        copies.append(kept / str(len(copies)))
        shutil.copytree(folder, copies[-1])

    def watched(step: Callable) -> Callable:
        def taken(path: Path, *given: object, **named: object) -> object:
            copied()
            done = step(path, *given, **named)
            copied()
            return done

        return taken

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", watched(Path.replace))
        patched.setattr(Path, "unlink", watched(Path.unlink))
        yield copies


CHANGES = {
    "add": lambda index: index.add([text("new", "新规定"), text("a", "改规定")]),
    "remove": lambda index: index.remove(["a", "b"]),
    "tidy": lambda index: index.tidy(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_who_dies_leaves_the_state_before_or_after(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_ENTRIES", 4)
    folder = tmp_path / "index"
    index = Index(folder)
    for work in "abcdef":
        index.add([text(work, f"{work}的规定")])
    before = found(folder)
    with every_moment(folder, tmp_path, monkeypatch) as copies:
        CHANGES[change](index)
    after = found(folder)
    assert len(copies) >= 4
    assert (before == after) == (change == "tidy")
    states = [found(copy) for copy in copies]
    assert states[0] == before and states[-1] == after
    turn = states.index(after)
    assert states == [before] * turn + [after] * (len(states) - turn)


def test_the_next_writer_goes_on_and_sweeps(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([text("a", "规定")])
    (tmp_path / "0123.segment").write_bytes(b"half")
    (tmp_path / "current.json.new").write_bytes(b"{")
    assert found(tmp_path) == [("a", "规定"), ("a", "规定办法")]
    index.add([text("b", "规定")])
    assert len(found(tmp_path)) == 4
    assert len(list(tmp_path.glob("*.segment"))) == 2
    assert not list(tmp_path.glob("*.new"))


def test_works_that_cannot_be_read_to_the_end_change_nothing(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([text("a", "规定")])

    def broken() -> Iterator[Text]:
        yield text("b", "规定")
        raise RuntimeError("the source ends")

    with pytest.raises(RuntimeError):
        index.add(broken())
    with pytest.raises(ValueError, match="twice"):
        index.add([text("c", "规定"), text("c", "规定")])
    assert index.works() == ["a"]


def test_a_reader_sees_whole_states_while_works_change(tmp_path: Path) -> None:
    index, stop, seen, failed = Index(tmp_path), threading.Event(), set(), []
    index.add([text("a", "规定"), text("b", "规定")])

    def look() -> None:
        reader = Index(tmp_path)
        try:
            while not stop.is_set():
                hits = reader.search("规定", limit=100).hits
                seen.add(tuple(sorted({(hit.work, hit.text) for hit in hits})))
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(40):
        said = "规定" if number % 2 else "新规定"
        index.add([text("a", said), text("b", said)])
    stop.set()
    thread.join()
    assert failed == []
    whole = {
        tuple(sorted((work, one) for work in "ab" for one in (said, f"{said}办法")))
        for said in ("规定", "新规定")
    }
    assert seen <= whole and seen


@pytest.mark.parametrize("kept", [0, 3, 20, 200])
def test_a_segment_that_is_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    Index(tmp_path).add([text("a", "规定")])
    (path,) = tmp_path.glob("*.segment")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(SearchError, match="segment"):
        Index(tmp_path).search("规定")


@pytest.mark.parametrize("said", ["{", "[]", '{"format": 1}', json.dumps({"format": 99})])
def test_a_state_that_cannot_be_read_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "current.json").write_text(said)
    with pytest.raises(SearchError, match="current"):
        Index(tmp_path).search("规定")
