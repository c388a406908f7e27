"""Drafts, publishing, certificates and differences on the command line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.commands import editions, matrix, rows
from models.quantities import Band
from tests.workbench.cli.running import refused, remit
from workbench.session import Session

SHEET = "Decision,Amount,Head,Chief\nGoods,Up to €5K,A,\nGoods,Over €5K,R,A\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A matrix without an error, in version 1."""
    (tmp_path / "limits.csv").write_text(SHEET, encoding="utf-8")
    path = tmp_path / "acme.remit"
    assert remit("import", tmp_path / "limits.csv", "--to", path).code == 0
    with Session.open(path) as session:
        (edition,) = session.document.editions
        (chief,) = session.document.roles.by("name", "Chief")
        session.execute(rows.set_fields, "edition", edition.id, residual=chief.id, version="1", name="Limits")
    return path


def raise_limit(path: Path, version: str, edge: int = 2_000_001) -> None:
    """Have Head decide up to 20,000 in a version."""
    with Session.open(path) as session:
        document = session.document
        (edition,) = document.editions.by("version", version)
        low, high = document.rules.by("edition", edition.id)
        session.execute(matrix.move_boundary, low.box[0].dimension, low.id, high.id, edge)


def test_a_draft_is_begun_compared_and_published(file: Path) -> None:
    begun = remit("draft", file, "--json").json()
    assert begun["label"] == "Begin a draft of “Limits”, version 1"
    assert begun["edition"]["version"] == "2"
    same = remit("diff", file, "--editions", "1", "draft")
    assert (same.code, same.out) == (
        0,
        "From “Limits”, version 1 to “Limits”, version 2:\n  Both answer every case the same.\n",
    )
    raise_limit(file, "2")
    told = remit("diff", file, "--editions", "Limits 1", "2")
    assert told.code == 1
    assert told.out.splitlines()[1:] == [
        "  Head gains: Goods above 5,000 up to and including 20,000 EUR.",
        "  Head loses: recommendation of Goods above 5,000 up to and including 20,000 EUR.",
        "  Chief loses: Goods above 5,000 up to and including 20,000 EUR.",
        "  No case became undecided.",
    ]
    made = remit(
        *("publish", file, "draft", "--by", "Chief", "--approved", "2026-03-01", "--effective", "2026-04-01"),
        *("--review", "2027-04-01", "--json"),
    )
    assert made.code == 0, made
    edition = made.json()["edition"]
    assert (edition["status"], edition["effective"], edition["review_on"]) == ("in_force", "2026-04-01", "2027-04-01")
    days = remit("diff", file, "--dates", "2026-03-31", "2026-04-01", "--json")
    assert days.code == 1
    found = days.json()
    assert found["schema"] == "remit.difference/1"
    assert (found["before"], found["after"], found["proved"]) == ("31 March 2026", "1 April 2026", True)
    assert [line["kind"] for line in found["lines"]] == ["gains", "loses", "loses"]
    assert found["lines"][0]["boxes"][0]["conditions"][0]["band"] == {"lower": 500001, "upper": 2000001}
    for day, who in (("2026-03-31", "Head recommends, then Chief"), ("2026-04-01", "Head approves")):
        assert remit("decide", file, "Goods", "amount=9000", "--on", day).out.startswith(who)


def test_what_makes_no_sense_is_refused_in_one_sentence(file: Path) -> None:
    assert "is no draft; only a draft can be published" in refused(remit("publish", file, "1"))
    assert remit("draft", file).code == 0
    assert "Say which body approved" in refused(remit("publish", file, "2"))
    assert "There is no role “Nobody”" in refused(remit("publish", file, "2", "--by", "Nobody"))
    assert "Say on which day" in refused(remit("publish", file, "2", "--by", "Chief"))
    assert "is not a day" in refused(remit("publish", file, "2", "--by", "Chief", "--approved", "soon"))
    assert "There is no matrix “7”; the file has “Limits”, version 1 and" in refused(remit("publish", file, "7"))
    assert "Several matrices go by “Limits”" in refused(remit("draft", file, "Limits"))
    assert "is a draft already" in refused(remit("draft", file, "draft"))
    assert "is no draft" in refused(remit("discard", file, "1"))
    gone = remit("discard", file, "draft")
    assert (gone.code, gone.out) == (0, "Discard the draft “Limits”, version 2.\n")
    assert remit("undo", file).code == 0
    assert "is a draft; discard it instead" in refused(remit("withdraw", file, "draft"))
    over = remit("withdraw", file, "1", "--on", "2026-05-01")
    assert over.out.startswith("Withdraw “Limits”, version 1.\n“Limits”, version 1: in force until 30 April 2026")
    assert remit("decide", file, "Goods", "amount=1", "--on", "2026-05-01").code == 1
    assert remit("decide", file, "Goods", "amount=1", "--on", "2026-04-30").code == 0


def test_a_diff_wants_one_thing_to_compare_with(file: Path) -> None:
    assert "Say what to compare with" in refused(remit("diff", file))
    assert "Say what to compare with" in refused(remit("diff", file, file, "--dates", "2026-01-01", "2026-02-01"))
    assert "is not a day" in refused(remit("diff", file, "--dates", "yesterday", "2026-02-01"))
    assert "There is no matrix" in refused(remit("diff", file, "--editions", "1", "9"))
    assert "no file" in refused(remit("diff", file, file.with_name("none.remit"))).lower()


def test_two_files_are_compared_by_what_they_answer(file: Path) -> None:
    copy = Path(shutil.copy(file, file.with_name("later.remit")))
    assert remit("diff", file, copy).code == 0
    raise_limit(copy, "1")
    told = remit("diff", file, copy)
    assert told.code == 1
    assert told.out.startswith("From acme.remit to later.remit:\n  Head gains: Goods above 5,000 up to")
    other = file.with_name("again.csv")
    other.write_text(SHEET.replace("5K", "20K"), encoding="utf-8")
    assert remit("import", other, "--to", file.with_name("again.remit")).code == 0
    again = remit("diff", file, file.with_name("again.remit"))
    assert again.out.splitlines()[1:4] == told.out.splitlines()[1:4]


def test_a_matrix_without_errors_is_certified_until_it_is_edited(file: Path) -> None:
    assert "certificate" not in remit("check", file).out.lower()
    assert remit("check", file, "--json").json()["certificate"] is None
    looked = remit("certify", file, "--dry-run")
    assert looked.code == 0
    assert remit("check", file, "--json").json()["certificate"] is None
    made = remit("certify", file, "--on", "2026-05-04")
    assert made.code == 0
    lines = made.out.splitlines()
    assert lines[0] == "Matrix       “Limits”, version 1"
    assert lines[1] == "Proved for   4 May 2026"
    assert lines[2] == "Examined     1 decision, 2 rows and 2 boxes"
    assert lines[3] == "Domains      Amount: 0 EUR and more, in steps of 0.01"
    sound = (
        "The certificate of “Limits”, version 1 of 4 May 2026 is sound: nothing that was proved has been edited since."
    )
    assert remit("check", file).out.splitlines()[-1] == sound
    raise_limit(file, "1")
    state = remit("check", file, "--json").json()["certificate"]
    assert state["stale"] is True
    assert "is stale" in state["words"]
    assert remit("undo", file).code == 0
    assert remit("check", file).out.splitlines()[-1] == sound
    told = remit("certify", file, "--edition", "1", "--json").json()
    assert (told["schema"], told["certified"]) == ("remit.certificate/1", True)
    assert told["certificate"]["rows"] == 2


def test_a_matrix_with_an_error_is_not_certified(file: Path) -> None:
    with Session.open(file) as session:
        low = next(iter(session.document.rules))
        session.execute(matrix.set_band, low.id, low.box[0].dimension, Band(lower=None, upper=900_001))
    ran = remit("certify", file)
    assert ran.code == 1
    assert ran.out.startswith("“Limits”, version 1 is not certified: one error stands against it, F03: ")
    assert len(ran.out.splitlines()) == 1
    told = remit("certify", file, "--json")
    assert told.code == 1
    assert [error["id"] for error in told.json()["errors"]] == ["F03"]
    with Session.open(file) as session:
        assert not len(session.document.certificates)
        assert session.undo() is not None


def test_published_by_hand_or_by_command_is_the_same(file: Path) -> None:
    assert remit("draft", file).code == 0
    with Session.open(file) as session:
        (draft,) = session.document.editions.by("status", "draft")
        (chief,) = session.document.roles.by("name", "Chief")
        by_hand = editions.publish(session.document, draft.id, chief.id, date(2026, 3, 1), date(2026, 4, 1))
    ran = remit("publish", file, "2", "--by", "chief", "--approved", "2026-03-01", "--effective", "2026-04-01")
    assert ran.code == 0, ran
    with Session.open(file) as session:
        for change in by_hand.changes:
            assert session.document.table(change.entity)[change.id] == change.after


def test_an_empty_name_of_a_matrix_is_refused(file: Path) -> None:
    assert "matrix" in refused(remit("certify", file, "--edition", "", "--dry-run"))
