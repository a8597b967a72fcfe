"""Sound files of every kind, and ways to damage them; the same seed gives the same damage."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.data.workbooks import WRITERS

DAYS = [[day, f"2024-01-{day:02d}", day / 8, f"note {day}"] for day in range(1, 20)]
ROWS = [["Report"], [], ["id", "day", "amount", "note"], *DAYS]
LINES = [f'{day};2024-01-{day:02d};{day},5;"said ""{day}"""\n' for day in range(1, 29)]
TEXT = "id;day;amount;note\n" + "".join(LINES)
LOUD = (
    b"\x00", b"\xff\xfe", b'"', b"\n", b"\r", b"\\", b",,,,", b"<", b"&a;", b"<!ENTITY", b"]]>",
    b"PK\x03\x04",
    b"\xed\xa0\x80", b"2147483648", b"-1", b"1e999", b"XFD1048576", b"A" * 5000,
)  # fmt: skip
"""What readers stumble over."""

Change = Callable[[bytearray, random.Random], None]


def sound_files(folder: Path) -> dict[str, bytes]:
    """Write a small file of each kind."""
    sheets = {"S": ROWS, "T": ROWS[2:]}
    files = {f"x.{kind}": write(folder / f"x.{kind}", sheets).read_bytes() for kind, write in WRITERS.items()}
    files["x.csv"] = TEXT.encode()
    files["latin.csv"] = TEXT.replace("said", "hörte").encode("cp1252")
    files["wide.csv"] = TEXT.encode("utf-16")
    files["x.tsv"] = TEXT.replace(";", "\t").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", TEXT)
        archive.writestr("b.tsv", TEXT.replace(";", "\t"))
    files["x.zip"] = packed.getvalue()
    return files


def mutate(files: Mapping[str, bytes], seed: int) -> tuple[str, bytes]:
    """Damage one of the files; its name says what it claims to be."""
    numbers = random.Random(seed)
    name = numbers.choice(sorted(files))
    content = files[name]
    if content.startswith(b"PK") and numbers.random() < 0.7:
        return name, _mutate_member(content, numbers)
    return name, _damage(content, numbers)


def _mutate_member(content: bytes, numbers: random.Random) -> bytes:
    """Damage what is inside an archive, which damage from outside seldom reaches: a check sum guards it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = numbers.choice(sorted(members))
    members[chosen] = _damage(members[chosen], numbers)
    if numbers.random() < 0.1:
        del members[numbers.choice(sorted(members))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return out.getvalue()


def _damage(content: bytes, numbers: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(numbers.choice((1, 1, 2, 3, 8))):
        numbers.choice(CHANGES)(changed, numbers)
    return bytes(changed)


def _flip(content: bytearray, numbers: random.Random) -> None:
    for _ in range(numbers.randrange(1, 6)):
        if content:
            content[numbers.randrange(len(content))] ^= 1 << numbers.randrange(8)


def _cut(content: bytearray, numbers: random.Random) -> None:
    del content[numbers.randrange(len(content) + 1) :]


def _remove(content: bytearray, numbers: random.Random) -> None:
    start = numbers.randrange(len(content) + 1)
    del content[start : start + numbers.randrange(1, 200)]


def _repeat(content: bytearray, numbers: random.Random) -> None:
    start = numbers.randrange(len(content) + 1)
    piece = content[start : start + numbers.randrange(1, 300)]
    content[start:start] = piece * numbers.randrange(1, 20)


def _insert(content: bytearray, numbers: random.Random) -> None:
    start = numbers.randrange(len(content) + 1)
    content[start:start] = numbers.choice(LOUD)


def _number(content: bytearray, numbers: random.Random) -> None:
    """Write a digit over another: sizes, counts and references are made of them."""
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    for place in numbers.sample(digits, min(len(digits), 3)):
        content[place] = 48 + numbers.randrange(10)


CHANGES: tuple[Change, ...] = (_flip, _cut, _remove, _repeat, _insert, _number)
