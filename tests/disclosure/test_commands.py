"""``documents render``: the example of the documentation, and bad input told the house way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from guiju.cli import main
from guiju.disclosure.documents import parse_document, to_docx, to_pdf

from .conftest import text_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example that docs/documents.md gives."""
    found = re.search(r"```yaml\n(.*?)```", (DOCS / "documents.md").read_text("utf-8"), re.S)
    assert found is not None
    file = tmp_path / "letter.yaml"
    file.write_text(found[1], "utf-8")
    return file


@pytest.fixture
def refused(capfd: pytest.CaptureFixture[str]) -> Callable[..., dict[str, str]]:
    """What a command says that it refuses, as JSON."""

    def run(*words: str) -> dict[str, str]:
        with pytest.raises(SystemExit) as left:
            main(["documents", "render", *words, "--json"])
        assert left.value.code == 2
        out = capfd.readouterr()
        assert out.err
        told = json.loads(out.out)["error"]
        assert set(told) == {"where", "value", "expected"}
        return told

    return run


@pytest.mark.usefixtures("chinese")
def test_the_example_is_rendered(
    example: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pdf, docx = tmp_path / "a.pdf", tmp_path / "a.docx"
    assert main(["documents", "render", str(example), "--pdf", str(pdf), "--docx", str(docx)]) == 0
    assert capfd.readouterr().out.split() == [str(pdf), str(docx)]
    text = text_of(pdf.read_bytes())
    assert "一、发现的问题（一）价格。下列车辆的价格超过标准。" in text
    assert "依据：崇政办发〔2020〕1号第七条第一款第（二）项。" in text
    first = pdf.read_bytes(), docx.read_bytes()
    assert (
        main(
            ["documents", "render", str(example), "--pdf", str(pdf), "--docx", str(docx), "--json"]
        )
        == 0
    )
    told = json.loads(capfd.readouterr().out)
    assert set(told) == {"pdf", "docx", "fonts"}
    assert (pdf.read_bytes(), docx.read_bytes()) == first


def test_bad_input_is_refused(
    example: Path, tmp_path: Path, refused: Callable[..., dict[str, str]]
) -> None:
    out = str(tmp_path / "a.docx")
    assert refused(str(example))["where"] == "--pdf 或 --docx"
    assert refused(str(tmp_path / "none.yaml"), "--docx", out)["expected"] == "可以读取的文件"
    assert refused(str(example), "--docx", str(tmp_path / "none" / "a.docx"))["expected"] == (
        "可以写入的文件"
    )
    example.write_text(example.read_text("utf-8").replace("level: 2", "level: 9"), "utf-8")
    assert refused(str(example), "--docx", out)["where"] == "body[3] 标题的级别"


def test_no_font_is_refused(
    example: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: Callable[..., dict[str, str]],
) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv("GUIJU_FONTS", str(folder))
    told = refused(str(example), "--pdf", str(tmp_path / "a.pdf"))
    assert "没有中文字体" in told["value"]
    assert "fonts-noto-cjk" in told["expected"]
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("chinese")
def test_documents_are_made_by_several_threads_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    told = {"organ": "甲局", "title": "通知", "date": "2026-03-01", "basis": ["第一条"]}
    made = [parse_document({**told, "body": [f"第{n}件。"]}) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda one: to_pdf(one).content, made))
        files = list(pool.map(to_docx, made))
    assert [f"第{n}件。" in text_of(page) for n, page in enumerate(pages)] == [True] * 8
    assert len(set(files)) == 8
