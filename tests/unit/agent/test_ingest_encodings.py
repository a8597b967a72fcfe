# ruff: noqa: RUF001 - other scripts are what this is about
"""Letters arrive whatever a file was written in, and bytes that fit nothing are told."""

from pathlib import Path

import pytest

from services.agent.ingest.charsets import guess_charset
from tests.data.ingested import ingest_text

POLISH = "miasto,opis\nŁódź,żółw\nKraków,Wisła płynie\nPoznań,więcej źródeł\n"
CZECH = "město,kraj\nPříbram,Středočeský\nDěčín,Ústecký\nŽďár,Vysočina\n"
HUNGARIAN = "város,leírás\nGyőr,folyók városa\nHódmezővásárhely,alföldi\n"
RUSSIAN = "город,население\nМосква,12\nКазань,1\nНижний Новгород,1\n"
UKRAINIAN = "місто,опис\nКиїв,столиця\nЛьвів,їжа\nЧернівці,є\n"
GREEK = "πόλη,πληθυσμός\nΑθήνα,6\nΠάτρα,2\n"
TURKISH = "şehir,nüfus\nİstanbul,16\nDiyarbakır,2\nMuğla,1\n"
LITHUANIAN = "miestas,aprašymas\nŠiauliai,žalia\nPanevėžys,ąžuolai\nKlaipėda,jūra\n"
FRENCH = "ville,prix\nOrléans,5 €\nMâcon,12 m²\nŒuilly,n° 7\n"
PLACES = "place\nMálaga\nKöln\nTromsø\nBesançon\nSão Paulo\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (POLISH, "iso-8859-2"),
        (CZECH, "cp1250"),
        (CZECH, "iso-8859-2"),
        (HUNGARIAN, "iso-8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (GREEK, "cp1253"),
        (GREEK, "iso-8859-7"),
        (TURKISH, "cp1254"),
        (TURKISH, "iso-8859-9"),
        (LITHUANIAN, "cp1257"),
        (LITHUANIAN, "iso-8859-13"),
        (FRENCH, "cp1252"),
        (FRENCH, "iso-8859-15"),
        (FRENCH.replace("€", "euros").replace("²", "2"), "mac-roman"),
        (PLACES, "cp1252"),
        (PLACES, "cp850"),
    ],
)
def test_an_encoding_of_one_byte_is_told_by_its_letters(text: str, encoding: str) -> None:
    content = text.encode(encoding)

    assert content.decode(guess_charset(content)) == text


def test_cyrillic_arrives_and_the_guess_is_told(tmp_path: Path) -> None:
    table = ingest_text(RUSSIAN.encode("cp1251"), tmp_path)

    assert table.column("город") == ["Москва", "Казань", "Нижний Новгород"]
    assert table.warning("encoding_guessed")["encoding"] == "cp1251"


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "with BOM"])
def test_a_stray_byte_spoils_its_own_cell_alone(tmp_path: Path, bom: bytes) -> None:
    lines = [f"Łódź,{number}\n".encode() for number in range(50)]
    content = bom + b"city,n\n" + b"".join(lines) + b"M\xe2con,50\n" + b"".join(lines)

    table = ingest_text(content, tmp_path)

    assert table.column("city")[49:52] == ["Łódź", "Mâcon", "Łódź"]
    assert table.warning("stray_bytes")["lines"] == [52]


def test_utf_8_that_ends_inside_a_letter_is_kept(tmp_path: Path) -> None:
    content = "city,n\nŁódź,1\nKraków,2\nPoznań,3\nGdańsk,4 €".encode()[:-1]

    table = ingest_text(content, tmp_path)

    assert table.column("city") == ["Łódź", "Kraków", "Poznań", "Gdańsk"]
    assert table.warning("stray_bytes")["count"] == 1
