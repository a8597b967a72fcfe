"""How a text file's lines end, how long they are, and whether some are blank: seen in one pass.

What is rare is searched for, which runs at memory speed; what every line has is counted where it must be.
"""

import re
from dataclasses import dataclass, field

LINE_ENDS = b"\r\n"
MARK = b"\xef\xbb\xbf"
BLANK_LINE = re.compile(rb"\n\n")
BLANK_LINES = (re.compile(rb"\n\r?\n"), re.compile(rb"\r\r"))
"""Where some lines end with returns."""


@dataclass
class LineFacts:
    """What the pieces of a file showed, taken in one after the other."""

    nuls: int = 0
    marks: int = 0
    """Byte order marks behind the beginning, where files were put together."""
    feeds: int = 0
    """Counted where there are returns to compare with; one for each piece without any."""
    returns: int = 0
    pairs: int = 0
    """CR LF line ends."""
    longest: int = 0
    """Bytes of the longest line that crosses pieces of the file; shorter than a piece are all others."""
    blank_lines: bool = False
    """Whether a line between others is blank."""
    wide_blanks: bool = False
    """Whether there may be no-break spaces: some letter begins with their first byte."""
    quotes: bool = False
    """Whether there are quotes, so that a cell may hold lines."""
    line: int = 0
    """Bytes of the line that the last piece ended in."""
    _end: bytes = field(default=b"\n", repr=False)
    """The last bytes before the next piece; a file begins as after a line's end."""
    _maybe_blank: bool = False

    @property
    def only_returns(self) -> bool:
        """Whether lines end with CR alone, as on old Macintoshes."""
        return self.feeds == 0 and self.returns > 0

    @property
    def mixed_ends(self) -> bool:
        """Whether some lines end one way and some another."""
        return not self.only_returns and self.pairs not in (0, self.feeds)

    def take(self, piece: bytes) -> None:
        """Count one piece, in UTF-8."""
        self.nuls += piece.count(b"\0") if b"\0" in piece else 0
        self.marks += piece.count(MARK) if MARK[:1] in piece else 0
        self.wide_blanks = self.wide_blanks or b"\xc2" in piece
        self.quotes = self.quotes or b'"' in piece
        has_returns = b"\r" in piece or self._end.endswith(b"\r")
        self.feeds += piece.count(b"\n") if has_returns else b"\n" in piece
        if has_returns:
            self.returns += piece.count(b"\r")
            self.pairs += piece.count(b"\r\n") + (self._end.endswith(b"\r") and piece.startswith(b"\n"))
        end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.longest = max(self.longest, self.line + (len(piece) if end < 0 else _first_end(piece)))
        self.line = self.line + len(piece) if end < 0 else len(piece) - end
        if not self.blank_lines:
            self._look_for_blank_lines(piece, has_returns=has_returns)
        self._end = (self._end + piece[-2:])[-2:]

    def _look_for_blank_lines(self, piece: bytes, *, has_returns: bool) -> None:
        """Blank lines at the end of a file are none between others, so what follows must be seen first."""
        edge = self._end + piece[:2]
        blank = BLANK_LINES if has_returns or b"\r" in edge else (BLANK_LINE,)
        places = [found.start() for each in blank if (found := each.search(piece))]
        if self._maybe_blank or any(each.search(edge) for each in blank):
            places.append(0)
        if places:
            self.blank_lines = bool(piece[min(places) :].strip(LINE_ENDS))
            self._maybe_blank = True


def _first_end(piece: bytes) -> int:
    """Find the first line end of a piece that has one."""
    return min(place for place in (piece.find(b"\n"), piece.find(b"\r")) if place >= 0)
