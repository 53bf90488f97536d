"""Nothing is left out silently: no font and a missing character are errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from fontTools import subset
from fontTools.ttLib import TTFont

from guiju.disclosure.documents import FontError, Fonts, Paragraph, to_docx, to_pdf
from guiju.disclosure.documents.fonts import FONTS

from .conftest import document, text_of, whole


def system_font(family: str) -> tuple[str, int]:
    """The file and the index of a family of this machine."""
    found = [one for one in typst.Fonts().fonts() if one.family == family and one.weight == 400]
    return str(found[0].path), found[0].index


@pytest.fixture
def poor_folder(chinese: None, tmp_path: Path) -> Path:
    """A folder with one font that knows the characters of the shared document and a few more."""
    family = Fonts().chains()["body"][0]
    path, index = system_font(family)
    font = TTFont(path, fontNumber=index, lazy=True)
    options = subset.Options(name_IDs=["*"], layout_features=[])
    one = subset.Subsetter(options)
    one.populate(text=whole("请按要求办理。国0123456789—〔〕") + " （）")
    one.subset(font)
    folder = tmp_path / "fonts"
    folder.mkdir()
    font.save(folder / "poor.otf")
    return folder


def test_an_empty_folder_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FONTS, str(tmp_path))
    with pytest.raises(FontError) as error:
        to_pdf(document())
    assert "没有中文字体" in error.value.value
    assert "fonts-noto-cjk" in error.value.expected
    assert FONTS in error.value.expected


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FontError) as error:
        to_pdf(document(), Fonts(tmp_path / "none"))
    assert error.value.where == FONTS


def test_a_folder_with_a_latin_font_alone_is_none(tmp_path: Path) -> None:
    latin = [one for one in typst.Fonts().fonts() if one.path and one.path.endswith(".ttf")]
    for one in latin[:1]:
        (tmp_path / "latin.ttf").write_bytes(Path(one.path).read_bytes())
    with pytest.raises(FontError, match="没有中文字体"):
        Fonts(tmp_path).chains()


def test_a_file_that_is_no_font_is_none(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    with pytest.raises(FontError, match="没有中文字体"):
        Fonts(tmp_path).chains()


def test_the_characters_that_a_font_lacks_are_named(poor_folder: Path) -> None:
    with pytest.raises(FontError) as error:
        to_pdf(document(Paragraph("请按要求办理。镕堃喆")), Fonts(poor_folder))
    for character in "镕堃喆":
        assert f"{character}（U+{ord(character):04X}）" in error.value.value
    assert "请（" not in error.value.value
    assert "fonts-noto-cjk" in error.value.expected


def test_a_folder_of_ones_own_is_used_alone(poor_folder: Path) -> None:
    made = to_pdf(document(), Fonts(poor_folder))
    assert text_of(made.content) == whole("请按要求办理。")
    assert {tuple(faces) for faces in made.faces.values()} == {tuple(made.faces["body"][:1])}


def test_another_font_of_the_folder_stands_in(poor_folder: Path) -> None:
    path, _ = system_font(Fonts().chains()["first"][0])
    (poor_folder / Path(path).name).write_bytes(Path(path).read_bytes())
    made = to_pdf(document(Paragraph("请按要求办理。镕堃喆")), Fonts(poor_folder))
    assert text_of(made.content) == whole("请按要求办理。镕堃喆")


def test_a_character_that_no_font_draws_is_named(chinese: None) -> None:
    with pytest.raises(FontError, match=r"U\+1F600"):
        to_pdf(document(Paragraph("好\N{GRINNING FACE}")))


def test_a_docx_needs_no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FONTS, str(tmp_path))
    assert to_docx(document()).startswith(b"PK")
