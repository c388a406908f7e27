"""Charters as Word documents and as Markdown: all that the charter says, in order, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from exporters.base import ExportRefused, Options
from exporters.docx import write as write_docx
from exporters.markdown import charter_markdown, inline, write, write_folder
from models.charter import CharterText, charter_of
from models.document import Document
from models.teams import Team
from tests.exporters.conftest import ON

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*([`*_\[\]<>#|~&])")


def texts_of(charter: CharterText) -> list[str]:
    """Everything that a charter says, in order."""
    said = [charter.title, charter.subtitle]
    for section in charter.sections:
        said += [section.title, *section.paragraphs, *([section.missing] if section.missing else [])]
        for listing in section.lists:
            said += [listing.title, *listing.items]
        if section.grid is not None:
            said += [*section.grid.heading, *(cell for row in section.grid.rows for cell in row)]
    return [" ".join(text.split()) for text in said if text.strip()]


def texts_in(path: Path) -> str:
    """All that a Word document says, in order, tables included."""
    body = docx.Document(str(path)).element.body
    return " ".join(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))).split())


def in_order(said: list[str], text: str) -> bool:
    """Whether a text says all of these, one behind the other."""
    at = 0
    for part in said:
        found = text.find(part, at)
        if found < 0:
            raise AssertionError(f"“{part}” is missing behind “{text[max(0, at - 60) : at]}”")
        at = found + len(part)
    return True


def test_the_bound_document_says_what_every_charter_says(northlight: Document, tmp_path: Path) -> None:
    write_docx(northlight, tmp_path / "all.docx", Options(on=ON))
    said = [text for team in northlight.teams for text in texts_of(charter_of(northlight, team.id, ON))]
    assert in_order(said, texts_in(tmp_path / "all.docx"))


def test_headings_begin_each_team_on_a_new_page_and_contents_lead_there(northlight: Document, tmp_path: Path) -> None:
    write_docx(northlight, tmp_path / "all.docx", Options(on=ON))
    made = docx.Document(str(tmp_path / "all.docx"))
    headings = [p for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [heading.text for heading in headings] == [team.name for team in northlight.teams]
    assert all(heading.paragraph_format.page_break_before for heading in headings)
    marks = [mark.get(qn("w:name")) for mark in made.element.body.iter(qn("w:bookmarkStart"))]
    links = [link.get(qn("w:anchor")) for link in made.element.body.iter(qn("w:hyperlink"))]
    assert links == marks
    assert len(marks) == len(northlight.teams)
    pages = [i.text for i in made.element.body.iter(qn("w:instrText"))]
    assert [page.split()[1] for page in pages] == marks


def test_there_is_a_place_to_sign_for_every_team(northlight: Document, tmp_path: Path) -> None:
    write_docx(northlight, tmp_path / "all.docx", Options(on=ON))
    made = docx.Document(str(tmp_path / "all.docx"))
    signed = [table for table in made.tables if table.rows[0].cells[-1].text == "Signature"]
    assert len(signed) == len(northlight.teams)
    assert made.core_properties.title == "Northlight: team charters"


def test_one_team_has_a_document_of_its_own_without_a_cover(northlight: Document, tmp_path: Path) -> None:
    write_docx(northlight, tmp_path / "one.docx", Options(on=ON, team="fraud"))
    made = docx.Document(str(tmp_path / "one.docx"))
    headings = [p.text for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["Fraud"]
    assert "Contents" not in [paragraph.text for paragraph in made.paragraphs]


def test_control_characters_do_not_stop_a_document(tmp_path: Path) -> None:
    team = Team(id="team-1", name="A\x00B\x1b[31m <&> \uffff")
    document = Document().with_rows({"team": {team.id: team}})
    write_docx(document, tmp_path / "odd.docx", Options(on=ON))
    assert "A\ufffdB\ufffd[31m <&> \ufffd" in texts_in(tmp_path / "odd.docx")


def test_a_team_that_is_not_there_is_named_with_those_that_are(northlight: Document, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"no team “Frog”; the file has “Credit Scoring”"):
        write(northlight, tmp_path / "no.md", Options(on=ON, team="Frog"))
    with pytest.raises(ExportRefused, match="no teams yet"):
        write_docx(Document(), tmp_path / "no.docx", Options(on=ON))
    assert list(tmp_path.iterdir()) == []


def test_markdown_says_what_the_charter_says(northlight: Document, tmp_path: Path) -> None:
    write(northlight, tmp_path / "all.md", Options(on=ON))
    text = " ".join(re.sub(r"\\(.)", r"\1", (tmp_path / "all.md").read_text(encoding="utf-8")).split())
    assert in_order([text for team in northlight.teams for text in texts_of(charter_of(northlight, team.id, ON))], text)


def test_a_folder_has_a_file_for_each_team(northlight: Document, tmp_path: Path) -> None:
    folder = tmp_path / "charters"
    write_folder(northlight, folder, Options(on=ON))
    assert sorted(path.stem for path in folder.iterdir()) == sorted(
        team.name.lower().replace(" ", "-") for team in northlight.teams
    )
    one = charter_of(northlight, next(iter(northlight.teams)).id, ON)
    assert (folder / "credit-scoring.md").read_text(encoding="utf-8") == charter_markdown(one)


def test_a_folder_with_one_of_the_files_is_left_as_it_is(northlight: Document, tmp_path: Path) -> None:
    (tmp_path / "fraud.md").write_text("mine")
    with pytest.raises(ExportRefused, match=r"fraud\.md is there already"):
        write_folder(northlight, tmp_path, Options(on=ON))
    assert [path.name for path in tmp_path.iterdir()] == ["fraud.md"]
    write_folder(northlight, tmp_path, Options(on=ON, force=True))
    assert len(list(tmp_path.iterdir())) == len(northlight.teams)


def test_teams_whose_names_make_the_same_file_name_get_two(tmp_path: Path) -> None:
    teams = {f"team-{at}": Team(id=f"team-{at}", name=name) for at, name in enumerate(("A/B", "A B", "../A:B", "…"))}
    write_folder(Document().with_rows({"team": dict(teams)}), tmp_path / "out", Options(on=ON))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-b-2.md", "a-b-3.md", "a-b.md", "team.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@given(st.text(max_size=40))
def test_no_text_is_taken_for_markdown(text: str) -> None:
    assert not UNESCAPED.search(inline(text).replace("\\\\", ""))
    assert "\n" not in inline(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [("- item", "\\- item"), ("1. item", "1\\. item"), ("# head", "\\# head"), ("a\n\nb", "a b"), ("+ x", "\\+ x")],
)
def test_a_paragraph_never_becomes_a_list_or_a_heading(text: str, written: str) -> None:
    from exporters.markdown import escape

    assert escape(text) == written
