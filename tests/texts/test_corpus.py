"""The dashboard over the sample laws: its figures may only improve."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FIGURES = yaml.safe_load((Path(__file__).parent / "corpus.yaml").read_text("utf-8"))


def dashboard(folder: Path) -> dict[str, int]:
    """The figures of a folder as the command gives them."""
    command = [sys.executable, str(ROOT / "benchmarks/texts_corpus.py"), str(folder), "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(json.loads(answer.stdout))


@pytest.mark.once
def test_the_sample_laws_are_read_no_worse_than_before(sources: Path) -> None:
    found = dashboard(sources.parent / "data/laws")
    worse = {
        what: found[what] for what, least in FIGURES["at_least"].items() if found[what] < least
    }
    worse |= {what: found[what] for what, most in FIGURES["at_most"].items() if found[what] > most}
    assert worse == {}


def test_a_folder_with_a_flawed_text_says_so(tmp_path: Path) -> None:
    text = "# 渡船条例\n\n第一条 违反第九条的，处罚款。\n\n第三条 渡船应当登记。\n"
    (tmp_path / "渡船.md").write_text(text, "utf-8")
    found = dashboard(tmp_path)
    assert found["documents whose articles are not 1…n"] == 1
    assert (found["citations"], found["citations that lead nowhere"]) == (1, 1)
    assert found["documents whose articles are 1…n"] == 0
    assert found["flags"] == sum(n for what, n in found.items() if what.startswith("flags: ")) == 1
