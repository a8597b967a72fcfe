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
HEBREW = "עיר,מספר\nירושלים,1\nתל אביב,2\n"
ARABIC = "المدينة,العدد\nالقاهرة,1\nالإسكندرية,2\n"
THAI = "จังหวัด,จำนวน\nเชียงใหม่,1\nกรุงเทพมหานคร,2\n"
TAIWANESE = "縣市,名稱\n臺北市,圖書館\n高雄市,停車場\n"
CHINESE = "城市,名称\n北京市,图书馆\n上海市,停车场\n"
JAPANESE = "市町村,名称\n東京都,としょかん\n大阪府,ホテル\n"
KOREAN = "지역,이름\n서울특별시,도서관\n부산광역시,주차장\n"
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
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (THAI, "cp874"),
        (PLACES, "cp1252"),
        (PLACES, "cp850"),
    ],
)
def test_an_encoding_of_one_byte_is_told_by_its_letters(text: str, encoding: str) -> None:
    content = text.encode(encoding)

    assert content.decode(guess_charset(content)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TAIWANESE, "big5"),
        (TAIWANESE + "㊣,粧恒\n", "cp950"),
        (CHINESE, "gb2312"),
        (CHINESE + "镕,1\n", "gb18030"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "shift_jis"),
        (JAPANESE + "①,㈱\n", "cp932"),
        (KOREAN, "euc_kr"),
        (KOREAN + "똠방,펲\n", "cp949"),
    ],
)
def test_an_encoding_of_two_bytes_is_told_by_what_is_in_daily_use(
    tmp_path: Path, text: str, encoding: str
) -> None:
    table = ingest_text(text.encode(encoding), tmp_path)

    assert [table.columns, *map(list, table.rows)] == [line.split(",") for line in text.splitlines()]


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
