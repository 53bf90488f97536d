"""The fonts of documents: found by name, their characters read, what is missing told by name.

``GUIJU_FONTS`` names a folder; documents are then set in the fonts of that folder alone, so that
they look the same on every machine. Without it the fonts installed on the machine are used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from .errors import FontError

FONTS = "GUIJU_FONTS"
INSTALL = (
    "中文字体：安装 fonts-noto-cjk（Noto Serif CJK SC、Noto Sans CJK SC），"
    f"或者用 {FONTS} 指定放有字体文件（TTF、OTF、TTC）的文件夹"
)
_SONG = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "FandolSong")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
FACES: dict[str, tuple[str, ...]] = {
    "body": ("FangSong_GB2312", "FangSong", "FZFangSong-Z02", "FZFangSong-Z02S", "STFangsong",
             "FandolFang", "FandolFang R", *_SONG),
    "title": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "STZhongsong", *_SONG),
    "first": ("SimHei", "FZHei-B01", "FZHei-B01S", "STHeiti", "FandolHei", *_SANS),
    "second": ("KaiTi_GB2312", "KaiTi", "FZKai-Z03", "FZKai-Z03S", "STKaiti", "LXGW WenKai",
               "FandolKai", "AR PL UKai CN", *_SONG),
}  # fmt: skip
"""The families of each role, the best first; 仿宋, 小标宋, 黑体 and 楷体 by their usual names."""
_SOME_CHINESE = "国"


@dataclass(frozen=True)
class Fonts:
    """Where fonts are looked for: a folder alone, or the machine's (``folder`` None)."""

    folder: Path | None = None

    @classmethod
    def configured(cls) -> Fonts:
        """As the environment says."""
        told = os.environ.get(FONTS, "").strip()
        return cls(Path(told).resolve() if told else None)

    @property
    def where(self) -> str:
        """Where it was looked, for people."""
        return str(self.folder) if self.folder else "本机的字体"

    def chains(self) -> dict[str, list[str]]:
        """The families there are for each role, the best first; FontError where none is Chinese."""
        if self.folder is not None and not self.folder.is_dir():
            raise FontError(FONTS, self.folder, "放有字体文件的文件夹")
        chinese = _chinese(self.folder)
        if not chinese:
            raise FontError("字体", f"{self.where}里没有中文字体", INSTALL)
        return {
            role: [*(name for name in names if name in chinese), *_others(names, chinese)]
            for role, names in FACES.items()
        }

    def check(self, texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """The chains, once every character of the texts is in them; FontError names what is not."""
        chains = self.chains()
        missing: dict[str, None] = {}
        asked: dict[str, set[str]] = {}
        for role, text in texts:
            asked.setdefault(role, set()).update(text)
        for role, characters in asked.items():
            known = frozenset().union(*(_characters(self.folder, name) for name in chains[role]))
            missing |= dict.fromkeys(sorted(c for c in characters if ord(c) not in known))
        if missing:
            told = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
            tried = "、".join(dict.fromkeys(name for chain in chains.values() for name in chain))
            raise FontError("字体", f"{tried} 没有这些字：{told}", f"含有这些字的{INSTALL}")
        return chains


def _others(names: Sequence[str], chinese: Sequence[str]) -> list[str]:
    """What stands in after the families that are known for a role."""
    return [name for name in chinese if name not in names]


@lru_cache(maxsize=8)
def _families(folder: Path | None) -> dict[str, tuple[str, int]]:
    """Each family with the file and the index of its most usual weight."""
    fonts = typst.Fonts(
        include_system_fonts=folder is None,
        include_embedded_fonts=False,
        font_paths=[] if folder is None else [str(folder)],
    )
    upright = [one for one in fonts.fonts() if one.path and one.style == "normal"]
    upright.sort(key=lambda one: (abs(one.weight - 400), str(one.path)), reverse=True)
    return {one.family: (str(one.path), one.index) for one in upright}


@lru_cache(maxsize=8)
def _chinese(folder: Path | None) -> tuple[str, ...]:
    """The families with Chinese characters: those known by name first, others by name."""
    known = dict.fromkeys(name for names in FACES.values() for name in names)
    families = _families(folder)
    found = [name for name in known if name in families]
    # Other families of a machine are asked only where it has none that is known: there are many.
    if folder is not None or not found:
        found += sorted(set(families) - set(found))
    return tuple(name for name in found if ord(_SOME_CHINESE) in _characters(folder, name))


@lru_cache(maxsize=64)
def _characters(folder: Path | None, family: str) -> frozenset[int]:
    """The characters that a family has a drawing for."""
    path, index = _families(folder)[family]
    with TTFont(path, fontNumber=index, lazy=True) as font:
        # Characters alone are asked for: the names of the drawings would be read for nothing.
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        return frozenset(font.getBestCmap() or ())
