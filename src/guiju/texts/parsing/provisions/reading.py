"""The lines of a document read into provisions: chapters, articles, paragraphs, items.

A blank line begins no paragraph: the line before has to have ended. In a column of a newspaper
only an indented line begins one. A line after a list of items begins a new paragraph, unless the
list goes on behind it: then the item has a second paragraph. What stands deeper than a subitem
is read as text of what it stands in. Text before the first article, and between the heading of
a chapter and its first article, has no address.

A measure that begins with a line without a stop has that line as its heading; where nothing
follows, the heading is what the measure says.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...addresses import Step
from ...restoring import Span, join
from ..marks import Kind, Mark
from ..marks.kinds import MOST
from ..model import Line
from .choosing import HEADINGS, Numbering
from .counting import Numbers
from .drafts import Draft, Steps
from .ends import ended, headed, item_ended
from .glued import segments
from .headings import Headings
from .layout import Layout, deep, is_title
from .lists import NOWHERE, Level, following, level_that_goes_on

_DEEPEST, _NEAR = 2, 5
_NAMED = frozenset(("附则", "总则", "分则", "罚则"))
_COMMAS = frozenset("，、,")


class Reader:
    """Where the reading stands; ``drafts`` are the provisions read so far."""

    def __init__(
        self, text: str, marks: Sequence[Mark | None], numbering: Numbering, layout: Layout
    ) -> None:
        self.text, self.marks, self.numbering, self.layout = text, marks, numbering, layout
        self.after = following(marks, numbering)
        self.lasts = {(m.kind, m.number, m.inserted): at for at, m in enumerate(marks) if m}
        self.numbers = Numbers(text)
        self.headings = Headings(text)
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.stack: list[Level] = []
        self.counted: dict[Kind, int] = {}
        self.article: Step = (0, 0, 1)
        self.in_article = False
        self.paragraph = 0
        self.label = 0
        self.title: list[Span] = []
        self.last = ""
        self.wide = False
        self.quoted = False

    def read(self, place: int, line: Line) -> None:
        """One line that says something."""
        words, mark = line.text, self.marks[place]
        if self.numbering.top is Kind.ARTICLE and "条" in words and words.find("第", 1) > 0:
            self._pieces(place, line, mark)
            return
        self._piece(place, line, line.first, words, mark)
        self._note(words, line)

    def _pieces(self, place: int, line: Line, mark: Mark | None) -> None:
        """A line into which articles may be glued."""
        own = mark if mark and mark.kind is Kind.ARTICLE else None
        number, inserted = (own.number, own.inserted) if own else self.article[:2]
        for begin, end, found in segments(line.text, number, inserted):
            words = line.text[begin:end]
            kept = words.rstrip()
            if kept:
                self._piece(place, line, line.first + begin, kept, found if begin else mark)
                self._note(kept, line)

    def _note(self, words: str, line: Line) -> None:
        """What the next line has to know of this one."""
        self.last, self.wide = words, len(words) + len(line.indent) >= self.layout.width
        opened = words.rfind("“")
        if opened >= 0 or "”" in words:
            self.quoted = opened > words.rfind("”")

    def _piece(self, place: int, line: Line, first: int, words: str, mark: Mark | None) -> None:
        if mark is None:
            if (line.level > 0 or words[-1] == "则") and self._titled(line.level, words):
                self._chapter(Kind.CHAPTER, 0, first, words)
            else:
                self._words(place, line, first, words)
            return
        kind = mark.kind
        if kind is self.numbering.top:
            if self._begins(mark, place):
                self._begin(first, words, mark)
                return
        elif kind in HEADINGS or kind is self.numbering.chapter:
            if line.level > 0 or self._heads(mark):
                self._chapter(kind, mark.number, first, words)
                return
        elif self.in_article and self._item(place, first, words, mark):
            return
        self._words(place, line, first, words)

    # chapters

    def _titled(self, level: int, words: str) -> bool:
        """Whether a heading without a number begins a chapter behind others: 附则."""
        if level <= 0 and "".join(words.split()) not in _NAMED:
            return False
        return self.article[0] > 0 and headed(words) and len(words) <= 40 and not self._unended()

    def _heads(self, mark: Mark) -> bool:
        """Whether the mark of a chapter begins one here."""
        follows = mark.number == self.headings.number(mark.kind) + 1
        if self.quoted and not (follows and mark.sure and not self._unended()):
            return False
        return not self._unended() or (follows and (mark.sure or mark.number > 1))

    def _chapter(self, kind: Kind, number: int, first: int, words: str) -> None:
        self.close()
        self.headings.begin(kind, (first, first + len(words)), number)
        self.in_article, self.open, self.stack = False, None, []

    # articles

    def _begins(self, mark: Mark, place: int) -> bool:
        """Whether the mark of an article begins one here."""
        number, inserted, _ = self.article
        step = (mark.number, mark.inserted)
        follows = step in ((number + 1, 0), (number, inserted + 1))
        last = self.lasts.get((mark.kind, *step), place) <= place
        if self.quoted and not (follows and last and not self._unended()):
            return False
        if mark.kind is not Kind.ARTICLE:
            return not self._unended() or (follows and mark.number > 1)
        if self._unended():
            return follows and mark.sure
        near = self.layout.tight and number < mark.number <= number + _NEAR
        return mark.sure or follows or near or not number

    def _begin(self, first: int, words: str, mark: Mark) -> None:
        self.close()
        number, inserted, _ = self.article
        expected: Step = (number + 1, 0, 1) if not mark.inserted else (number, inserted + 1, 1)
        if not number and not inserted:
            expected = (0, 0, 1)
        label = (first, first + mark.behind)
        self.article = self.numbers.step((), mark.number, mark.inserted, expected, label)
        self.in_article, self.paragraph, self.label = True, 0, first
        self.open, self.stack, self.counted, self.title = None, [], {}, []
        self.quoted = False
        behind, end = first + mark.behind, first + len(words)
        said = words[mark.behind :]
        titled = self._title_of(said)
        if titled:
            self.title = [(behind, behind + titled)]
            behind += titled
        if behind < end:
            self._paragraph((behind, end))

    def _title_of(self, said: str) -> int:
        """How many characters of an article's first line are its heading."""
        if self.numbering.top is Kind.ARTICLE:
            titled = self.layout.titled and is_title(said)
            return len(said) if titled else self.headings.in_brackets(said)
        if self.numbering.top is Kind.BRACKET or not said or not headed(said):
            return 0
        full = self.layout.width and len(said) >= self.layout.width - 2
        return 0 if full else len(said)

    def close(self) -> None:
        """The article is over: a heading that nothing followed is what it says."""
        if self.in_article and self.title and not self.paragraph:
            pieces, self.title = self.title, []
            self._paragraph(*pieces)

    def _paragraph(self, *pieces: Span) -> None:
        """A new paragraph; the first of an article begins with the article's label."""
        if self.open is not None and self.paragraph >= MOST:
            self.open.pieces += pieces
            return
        self.paragraph, self.stack = self.paragraph + 1, []
        start = self.label if self.label >= 0 else pieces[0][0]
        self._add((self.article, (self.paragraph, 0, 1)), start, list(pieces))

    def _add(self, steps: Steps, start: int, pieces: list[Span]) -> Draft:
        self.label = -1
        heading = join(self.text, self.title) if self.title else ""
        self.open = Draft(steps, self.headings.chapter, heading, start, pieces)
        self.drafts.append(self.open)
        return self.open

    # items

    def _item(self, place: int, first: int, words: str, mark: Mark) -> bool:
        """An item or subitem, where the mark begins one; text of a subitem where it is deeper."""
        depth = next((d for d, one in enumerate(self.stack) if one.kind is mark.kind), -1)
        known = depth >= 0
        depth = depth if known else len(self.stack)
        expected = (self.stack[depth].number if known else 0) + 1
        goes_on = mark.number > 1 and mark.number == self.counted.get(mark.kind, 0) + 1
        if not self._item_begins(mark, mark.number == expected, goes_on, known):
            return False
        if mark.kind is Kind.CIRCLE and not known and self._noted(place):
            self.in_article = False
            return True
        span = (first + mark.behind, first + len(words))
        if depth < _DEEPEST:
            told = 0 if goes_on and not known else expected
            self._add_item(place, first, span, mark, depth, told)
        elif self.open is not None:
            self.open.pieces.append((first, span[1]))
        return True

    def _noted(self, place: int) -> bool:
        """Whether ① is a note below the text: no ② follows, and no sentence leads to it."""
        led = self.open is None or self.last[-1:] in "：:，,"
        return not led and self.after[place] == NOWHERE

    def _add_item(
        self, place: int, first: int, span: Span, mark: Mark, depth: int, expected: int
    ) -> None:
        self.paragraph = max(self.paragraph, 1)
        parent: Steps = (self.article, (self.paragraph, 0, 1))
        if depth:
            parent = (*parent, self.stack[0].draft.steps[-1])
        label = (first, span[0])
        step = self.numbers.step(parent, mark.number, 0, (expected, 0, 1), label)
        draft = self._add((*parent, step), first, [span] if span[0] < span[1] else [])
        self.stack[depth:] = [Level(mark.kind, mark.number, place, draft)]
        self.counted[mark.kind] = mark.number

    def _item_begins(self, mark: Mark, follows: bool, goes_on: bool, known: bool) -> bool:
        done = not self._unended()
        if mark.sure:
            return done or follows or goes_on
        if done:
            return follows or goes_on or known or mark.number == 1
        return (follows or goes_on) and mark.number > 1

    # words

    def _words(self, place: int, line: Line, first: int, words: str) -> None:
        """Words without a mark: they go on, or begin a paragraph."""
        span = (first, first + len(words))
        if not self.in_article:
            self.headings.more(span, words)
        elif self.title and not self.paragraph and self._title_goes_on(line):
            self.title.append(span)
        elif self.open is not None and self._goes_on(line):
            self.open.pieces.append(span)
        elif (depth := level_that_goes_on(self.stack, self.marks, self.after)) >= 0:
            del self.stack[depth + 1 :]
            self.open = self.stack[depth].draft
            self.open.pieces.append(span)
        else:
            self._paragraph(span)

    def _title_goes_on(self, line: Line) -> bool:
        """Whether the heading of a measure is broken over lines of a column."""
        return self.layout.indented and not deep(line) and headed(self.last)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line without a mark belongs to the provision read last."""
        unended = self._unended()
        if self.layout.indented:
            if deep(line):
                return self.last[-1:] in _COMMAS
            return unended or self.wide or self.last.endswith(("：", ":"))
        if line.level < 0 and self.last[-1:] in "：:；;":
            return True
        if unended:
            return True
        return bool(self.layout.width) and self.wide and self.last[-1:] not in "：:；;"

    def _unended(self) -> bool:
        """Whether a sentence is open at the end of the last line."""
        if not self.in_article or self.open is None:
            return False
        if self.last[-1:] in "。；：" and (self.stack or self.last[-1:] != "；"):
            return False
        done = item_ended if self.stack else ended
        if done(self.last):
            return False
        return not (self.last[-1:] in "）)" and done(self._lately()))

    def _lately(self) -> str:
        """The end of the provision read last, for a note in brackets that is broken over lines."""
        assert self.open is not None
        return join(self.text, self.open.pieces[-12:])
