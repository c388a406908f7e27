"""Files from others: refused in one plain sentence, whatever is wrong with them."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from workbench.importers import ImportRefused, read_matrix
from workbench.importers.matrix import MOST_ROLES, MOST_ROWS
from workbench.importers.sheets import read_sheets

Row = tuple[str | int, ...]
MATRIX: tuple[Row, ...] = (("Decision", "CEO", "CFO"), ("Lease", "A", "C"), ("Loan", "A", "R"))


def workbook(path: Path, rows: tuple[Row, ...] = MATRIX, **more: tuple[Row, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for title, others in more.items():
        page = book.create_sheet(title)
        for row in others:
            page.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, edit: Callable[[bytes], bytes]) -> None:
    """Rewrite one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = edit(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def refusal(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(ImportRefused) as caught:
        read_matrix(path, sheet=sheet)
    said = str(caught.value)
    assert path.name in said or str(path) in said
    assert said.endswith(".")
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def test_missing(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "gone.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.tsv", "a.ods", "a.xls"])
@pytest.mark.parametrize("content", [b"", b"   \n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert "empty" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.xls", "a.pdf", "a"])
def test_foreign(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7 this is something else")
    refusal(tmp_path / name)


def test_bytes_named_like_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x00\x01\x81\x00" * 50)
    assert "not a text file" in refusal(tmp_path / "a.csv")


def test_another_office_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert "another kind" in refusal(path)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "not a workbook" in refusal(path)


def test_locked_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refusal(path)


def test_not_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "locked" in refusal(path)


def test_the_mark_of_an_open_workbook(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"\x05Ann")
    assert "office program" in refusal(tmp_path / "~$a.xlsx")


def test_entities_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "lol.xlsx")
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda part: bomb + part)
    assert "declarations" in refusal(path)


def test_entities_in_another_encoding_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "lol.xlsx")
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet/>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda _: text.encode("utf-16"))
    assert "declarations" in refusal(path)
    with_part(path, "xl/worksheets/sheet1.xml", lambda _: b'<?xml version="1.0" encoding="UTF-7"?><worksheet/>')
    assert "declarations" in refusal(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx")
    with_part(path, "xl/media/image1.png", lambda _: bytes(60_000_000))
    assert "unpacks" in refusal(path)


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path) -> None:
    """The dimension is only a claim, and a stray last cell does not make a billion of them."""
    path = workbook(tmp_path / "wide.xlsx")

    def stretch(part: bytes) -> bytes:
        import re

        part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
        return part.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')

    with_part(path, "xl/worksheets/sheet1.xml", stretch)
    reading = read_matrix(path)
    assert [cell.address for cell in reading.report.unread] == ["XFD1048576"]


def test_row_numbers_that_no_workbook_has(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx")
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", far))
    refusal(path)


def test_links_macros_and_hidden_sheets_are_let_be(tmp_path: Path) -> None:
    path = workbook(tmp_path / "macro.xlsm", (("nothing here",),), Rules=MATRIX, Other=(("x", "y"),))
    with_part(path, "xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0 code")
    reading = read_matrix(path)
    assert reading.report.sheet == "Rules"
    assert set(reading.report.other_sheets) == {"Sheet", "Other"}


def test_formulas_give_their_results_or_are_reported(tmp_path: Path) -> None:
    path = workbook(tmp_path / "sums.xlsx", (*MATRIX, ("Bond", '=IF(1,"A","")', "C")))
    reading = read_matrix(path)
    assert [(cell.address, cell.words) for cell in reading.report.unread] == [
        ("B4", "a formula whose result is not stored in the file")
    ]


def test_a_sheet_is_taken_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", MATRIX, Second=MATRIX)
    assert read_matrix(path, sheet="second").report.sheet == "Second"
    assert "Second" in refusal(path, sheet="Third")


@pytest.mark.parametrize("rows", [(("Name", "Age"), ("Ann", 41)), (("only one cell",),), ()])
def test_no_matrix_in_it(tmp_path: Path, rows: tuple[Row, ...]) -> None:
    assert "no authority matrix" in refusal(workbook(tmp_path / "ages.xlsx", rows))


def test_a_list_of_facts_is_told_from_a_matrix(tmp_path: Path) -> None:
    (tmp_path / "tidy.csv").write_text("decision,role,right\nLease,CEO,approve\n", encoding="utf-8")
    assert "one part in each line" in refusal(tmp_path / "tidy.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("ending", "separator"), [("csv", ","), ("csv", ";"), ("tsv", "\t"), ("csv", "|")])
def test_text_in_any_dialect(tmp_path: Path, encoding: str, ending: str, separator: str) -> None:
    path = tmp_path / f"a.{ending}"
    lines = (("Entscheidung", "Geschäftsführung", "CFO"), ("Miete bis 5.000 €", "", "A"), ("Kredit", "A", "R"))
    path.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    reading = read_matrix(path)
    assert [role.name for role in reading.roles] == ["Geschäftsführung", "CFO"]


@pytest.mark.parametrize("cut", [10, 100, 1000, 3000, -10])
def test_truncated(shared_data: Path, tmp_path: Path, cut: int) -> None:
    whole = (shared_data / "authority" / "wide" / "gitlab_2018_wide.xlsx").read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[:cut])
    refusal(path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return workbook(tmp_path_factory.mktemp("sound") / "a.xlsx").read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_never_gives_a_traceback(sound: bytes, tmp_path: Path, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(zipfile.ZipFile(io.BytesIO(sound)).namelist()))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(sound)

    def damage(content: bytes) -> bytes:
        place = data.draw(st.integers(0, len(content)))
        return content[:place] + data.draw(st.binary(max_size=20)) + content[place + data.draw(st.integers(0, 40)) :]

    with_part(path, part, damage)
    with suppress(ImportRefused):
        read_matrix(path)


def test_older_and_open_workbooks(tmp_path: Path) -> None:
    """An .ods file as small as one can be."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in MATRIX
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Rules">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    (sheet,) = read_sheets(path)
    assert (sheet.title, sheet.text(2, 1), sheet.text(3, 3)) == ("Rules", "Lease", "R")
    assert [row.decision for row in read_matrix(path).rows] == ["Lease", "Loan"]


def test_more_rows_or_roles_than_a_matrix_has(tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    long.write_text("Decision,CEO,CFO\n" + "".join(f"D{n},A,C\n" for n in range(MOST_ROWS)))
    assert "10,001 rows" in refusal(long)
    wide = tmp_path / "wide.csv"
    wide.write_text(f"Decision,{','.join(f'R{n}' for n in range(MOST_ROLES + 1))}\nLease{',A' * (MOST_ROLES + 1)}\n")
    assert "1,001 roles" in refusal(wide)


def test_more_merged_ranges_than_anybody_makes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "merged.xlsx")
    ranges = "".join(f'<mergeCell ref="B{n}:C{n}"/>' for n in range(9, 50_020)).encode()
    with_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda page: page.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"),
    )
    assert "50,011 merged ranges" in refusal(path)
