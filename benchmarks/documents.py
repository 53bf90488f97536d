"""Seconds to make an official document, as PDF and as DOCX: ``python benchmarks/documents.py``.

The document is a notice of many findings, a table of many rows between paragraphs, made by the
program itself. The peer in the same run is reportlab, which sets the same text in lines and a
table on A4 with a Chinese font of the reader's, embedding none; it knows no grid, no PDF/A and no
DOCX. Both PDFs are read back and must hold the same text.
"""

import datetime as dt
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO

from pdfminer.high_level import extract_text
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, SimpleDocTemplate
from reportlab.platypus import Paragraph as Flowing

from guiju.disclosure.documents import Document, Heading, Paragraph, Table, to_docx, to_pdf

RUNS = 7
PEER_FONT = "STSong-Light"
SENTENCE = "依照规定核对了你单位的公务用车台账，发现下列问题，请在期限内逐项书面说明。"


def notice(rows: int, run: int = 0) -> Document:
    """A notice with a table of so many rows, other ones in every run."""
    table = [
        (
            str(n),
            f"桂F{run:02}{n:05}（虚构）",
            f"价格 {190000 + 7 * n + run}.00 元",
            "120000.00 元",
            "不符合所列条款。",
        )
        for n in range(1, rows + 1)
    ]
    return Document(
        organ="演示市机关事务管理局",
        title="演示市机关事务管理局关于核对发现问题的通知",
        date=dt.date(2026, 3, 1),
        basis=["演示办发〔2026〕1号第七条"],
        addressees=["演示市教育局"],
        body=[
            Paragraph(SENTENCE * 3),
            Heading(1, "发现的问题"),
            Table(("序号", "对象", "事实", "标准", "核对结论"), table),
            Paragraph(SENTENCE * 3),
        ],
        demo=True,
    )


def peer(document: Document) -> bytes:
    """The same text by reportlab."""
    style = ParagraphStyle("body", fontName=PEER_FONT, fontSize=16, leading=29, wordWrap="CJK")
    small = ParagraphStyle("cell", fontName=PEER_FONT, fontSize=12, leading=17, wordWrap="CJK")
    flow: list[object] = [Flowing(document.organ, style), Flowing(document.title, style)]
    flow.append(Flowing("、".join(document.addressees) + "：", style))
    for block in document.body:
        if isinstance(block, Table):
            cells = [[Flowing(cell, small) for cell in row] for row in (block.header, *block.rows)]
            flow.append(LongTable(cells, repeatRows=1))
        else:
            text = block.text if isinstance(block, Paragraph) else f"一、{block.title}"
            flow.append(Flowing(text, style))
    flow += [Flowing(f"依据：{document.basis[0]}。", style), Flowing(document.organ, style)]
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(flow)
    return target.getvalue()


def told(name: str, make: Callable[[Document], bytes], rows: int) -> None:
    """One line of figures; the first run after the start apart."""
    found, size = [], 0
    for run in range(RUNS + 1):
        document = notice(rows, run)
        start = time.perf_counter()
        size = len(make(document))
        found.append(time.perf_counter() - start)
    first, *others = found
    print(
        f"{name}: median {statistics.median(others):.3f} s, slowest {max(others):.3f} s, "
        f"first {first:.3f} s, {size / 1024:,.0f} KiB"
    )


def same_text(document: Document, ours: bytes, theirs: bytes) -> None:
    """Both hold every cell of the table."""
    texts = ["".join(extract_text(BytesIO(one)).split()) for one in (ours, theirs)]
    for block in document.body:
        if isinstance(block, Table):
            for row in block.rows:
                cell = "".join(row[1].split())
                assert all(cell in text for text in texts), cell


def memory() -> str:
    """The machine's memory."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.0f} GiB"


def main() -> None:
    """Measure a short notice and a long one."""
    pdfmetrics.registerFont(UnicodeCIDFont(PEER_FONT))
    names = ("typst", "python-docx", "fonttools", "reportlab")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {memory()}, Python {sys.version.split()[0]}"
    )
    print(f"{versions}, {dt.date.today()}")
    for rows in (5, 200, 2000):
        document = notice(rows)
        ours, theirs = to_pdf(document).content, peer(document)
        if rows <= 200:
            same_text(document, ours, theirs)
        print(f"a notice of {rows} findings")
        # other texts in each run, so that nothing is taken from what was set before
        told("  PDF/A by typst", lambda one: to_pdf(one).content, rows)
        told("  DOCX", to_docx, rows)
        told("  peer, PDF by reportlab", peer, rows)


if __name__ == "__main__":
    main()
