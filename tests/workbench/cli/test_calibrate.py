"""`remit calibrate` as a person runs it."""

import json
from pathlib import Path

import pytest

from models.calibration.log import moment
from tests.models.calibration.logs import told, two_steps
from tests.workbench.cli.running import remit
from workbench.session import Session


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty weeks of requests that two roles take part in."""
    events = told(two_steps(30))
    path = tmp_path_factory.mktemp("log") / "purchase_requests.csv"
    lines = ["Case ID;Activity;Timestamp;Role;Amount"]
    lines += [
        f"{events.cases[c]};{events.activities[a]};{moment(t)};{events.roles[r]};{100 + 7 * (c % 200)}"
        for c, a, t, r in zip(
            events.case.tolist(), events.activity.tolist(), events.time.tolist(), events.role.tolist(), strict=True
        )
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_log_becomes_a_workspace_and_a_report(log: Path, tmp_path: Path) -> None:
    ran = remit("calibrate", log, "--to", "fit.remit", "--report", "fit.md", "--currency", "usd", folder=tmp_path)
    assert ran.code == 0, ran.err
    assert "Request rejected by Clerk sent back recommend Clerk" in " ".join(ran.out.split())
    assert "Fitted on 2024-01-01 to 2024-07-" in ran.out
    assert "It is in fit.remit now; “remit simulate fit.remit --on 2024-01-01” runs it." in ran.out
    assert (tmp_path / "fit.md").read_text(encoding="utf-8").startswith("# Calibrated from purchase_requests.csv")
    with Session.open(tmp_path / "fit.remit", read_only=True) as session:
        document = session.document
    assert document.workspace.name == "purchase requests"
    assert document.workspace.currency == "USD"
    assert [role.name for role in document.roles] == ["Clerk's client", "Clerk", "Manager"]
    (rule,) = document.rules
    assert [step.right for step in rule.procedure] == ["recommend", "approve"]
    (volume,) = document.volumes
    assert len(volume.profile) == 168
    assert volume.cases_a_quarter == pytest.approx(60 * 13, rel=0.1)
    assert volume.revision_by == document.roles[next(iter(document.roles)).id].id
    assert sum(part.weight for part in volume.mix) == pytest.approx(1.0)
    assert len(volume.mix) == 5
    errors = [
        f for f in remit("check", tmp_path / "fit.remit", "--json").json()["findings"] if f["severity"] == "error"
    ]
    # Nobody said who decides what the log does not show.
    assert [found["id"] for found in errors] == ["F12"]


def test_it_answers_in_json(log: Path) -> None:
    days = ("--fit", "2024-01-01..2024-05-31", "--predict", "2024-06-01..2024-07-14")
    ran = remit("calibrate", log, *days, "--replications", "20", "--json")
    assert ran.code == 0, ran.err
    found = ran.json()
    assert found["schema"] == "remit.calibration/1"
    assert found["file"] is None
    (request,) = found["decisions"]
    assert request["decision"] == "Request"
    assert (request["fit"]["from"], request["fit"]["to"]) == ("2024-01-01", "2024-05-31")
    (one,) = request["predictions"]
    assert one["inside"] == {"p50": True, "p90": True}
    assert one["p50"]["low"] < one["p50"]["value"] < one["p50"]["high"]


def test_a_mapping_is_written_edited_and_read(log: Path, tmp_path: Path) -> None:
    ran = remit("calibrate", log, "--mapping-out", "mapping.json", folder=tmp_path)
    assert ran.code == 0, ran.err
    path = tmp_path / "mapping.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for entry in content["activities"]:
        entry["role"] = entry["role"].replace("Manager", "Head of Purchasing")
    path.write_text(json.dumps(content), encoding="utf-8")
    ran = remit("calibrate", log, "--mapping", "mapping.json", "--report", "fit.json", folder=tmp_path)
    assert ran.code == 0, ran.err
    roles = json.loads((tmp_path / "fit.json").read_text(encoding="utf-8"))["decisions"][0]["fit"]["roles"]
    assert [role["role"] for role in roles] == ["Clerk", "Head of Purchasing"]


def test_recorded_arrivals_are_kept(log: Path, tmp_path: Path) -> None:
    ran = remit("calibrate", log, "--to", "fit.remit", "--recorded", "2024-06-01..2024-06-30", folder=tmp_path)
    assert ran.code == 0, ran.err
    with Session.open(tmp_path / "fit.remit", read_only=True) as session:
        (volume,) = session.document.volumes
    assert volume.arrivals == "recorded"
    assert {time.month for time in volume.recorded} == {6}
    assert list(volume.recorded) == sorted(volume.recorded)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--fit", "2024"), "“2024” is no stretch of days for --fit; write it like 2018-01-01..2018-06-30."),
        (("--fit", "2024-05-01..2024-01-01"), "is no stretch of days for --fit"),
        (("--fit", "2019-01-01..2019-05-01"), "From 2019-01-01 to 2019-05-01 0 cases came in; the log has cases from"),
        (("--predict", "2024-05-01..later"), "is no stretch of days for --predict"),
        (("--column", "case"), "“case” names no column; write one of case, activity, time"),
        (("--column", "case=Nr"), "has no column “Nr”; its columns are “Case ID”, “Activity”"),
        (("--time-zone", "Nowhere"), "There is no time zone “Nowhere”"),
        (("--currency", "GLD"), "“GLD” is not a currency"),
        (("--report", "fit.txt"), "fit.txt is no report; name it .md to read it, or .json for programs."),
        (("--report", "same.md", "--mapping-out", "same.md"), "Two of the files to write have the same name"),
        (("--mapping", "none.json"), "none.json cannot be read: No such file or directory."),
        (("--to", "missing/fit.remit"), "There is no folder"),
        (
            ("--to", "fit.remit", "--recorded", "2030-01-01..2030-01-31"),
            "No case came in from 2030-01-01 to 2030-01-31",
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_is_written(
    log: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = remit("calibrate", log, *arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "fit.remit"
    target.write_bytes(b"mine")
    ran = remit("calibrate", log, "--to", target)
    assert ran.code == 2
    assert "is there already" in ran.err
    assert target.read_bytes() == b"mine"
    assert remit("calibrate", log, "--to", target, "--force").code == 0
    assert remit("calibrate", log, "--to", log, "--force").code == 2
    assert log.read_text(encoding="utf-8").startswith("Case ID;")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty; there is no event in it."),
        ("a,b\n1,2\n", "has no column for the case and the activity and the time"),
        ("case,activity,time\n1,Submit,2024-01-01\n1,Approve,2024-01-02\n", "The log has fewer than 30 cases"),
        ("case,activity,time\n1,Walk,2024-01-01\n1,Run,2024-01-02\n", "No activity is known that approves a case"),
        ("case,activity,time\n1,Submit,soon\n", "holds no event that can be read (row 2: “soon” is not a time)"),
    ],
)
def test_a_log_that_says_too_little_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    ran = remit("calibrate", path, "--to", tmp_path / "fit.remit")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not (tmp_path / "fit.remit").exists()
