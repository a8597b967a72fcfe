"""How a text file's lines end, how long they are, and whether some are blank: counted in one pass."""

from dataclasses import dataclass, field

LINE_ENDS = b"\r\n"


@dataclass
class LineFacts:
    """What the pieces of a file showed, taken in one after the other."""

    nuls: int = 0
    feeds: int = 0
    returns: int = 0
    pairs: int = 0
    """CR LF line ends."""
    longest: int = 0
    """Bytes of the longest line that crosses pieces of the file; shorter than a piece are all others."""
    blank_lines: bool = False
    """Whether a line between others is blank."""
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
        self.nuls += piece.count(b"\0")
        self.feeds += piece.count(b"\n")
        if found := piece.count(b"\r"):
            self.returns += found
            self.pairs += piece.count(b"\r\n")
        self.pairs += self._end.endswith(b"\r") and piece.startswith(b"\n")
        end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.longest = max(self.longest, self.line + (len(piece) if end < 0 else _first_end(piece)))
        self.line = self.line + len(piece) if end < 0 else len(piece) - end
        if not self.blank_lines:
            self._look_for_blank_lines(piece, has_returns=found > 0)
        self._end = (self._end + piece[-2:])[-2:]

    def _look_for_blank_lines(self, piece: bytes, *, has_returns: bool) -> None:
        """Blank lines at the end of a file are none between others, so what follows must be seen first."""
        edge = self._end + piece[:2]
        marks = (b"\n\n", b"\n\r\n", b"\r\r") if has_returns or b"\r" in edge else (b"\n\n",)
        places = [place for mark in marks if (place := piece.find(mark)) >= 0]
        if self._maybe_blank or any(mark in edge for mark in marks):
            places.append(0)
        if places:
            self.blank_lines = bool(piece[min(places) :].strip(LINE_ENDS))
            self._maybe_blank = True


def _first_end(piece: bytes) -> int:
    """Find the first line end of a piece that has one."""
    return min(place for place in (piece.find(b"\n"), piece.find(b"\r")) if place >= 0)
