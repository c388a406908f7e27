"""What activities mean: guessed from words, written, edited, read back, refused where nothing can come of it."""

import json
from datetime import timedelta

import pytest

from models.calibration.guessing import guess
from models.calibration.log import CalibrationRefused, EventLog
from models.calibration.mapping import SCHEMA, LogMapping, checked, mapping_of
from models.calibration.passes import passes_of
from tests.models.calibration.logs import BEGAN, told


def log_of(*activities: tuple[str, str], cases: int = 3) -> EventLog:
    return told(
        (str(case), activity, role, BEGAN + timedelta(days=case, hours=k))
        for case in range(cases)
        for k, (activity, role) in enumerate(activities)
    )


def meanings(log: EventLog) -> dict[str, tuple[str, str | None, str]]:
    return {one.activity: (one.means, one.right, one.role) for one in guess(log).activities}


def test_words_and_places_tell_what_an_activity_means() -> None:
    log = log_of(
        ("Claim SAVED by CLERK", "CLERK"),
        ("Claim SUBMITTED by CLERK", "CLERK"),
        ("Claim APPROVED by TEAM_LEAD", "TEAM_LEAD"),
        ("Claim REJECTED by CONTROLLER", "CONTROLLER"),
        ("Claim REJECTED by CLERK", "CLERK"),
        ("Claim SUBMITTED by CLERK", "CLERK"),
        ("Claim APPROVED by TEAM_LEAD", "TEAM_LEAD"),
        ("Claim APPROVED by CONTROLLER", "CONTROLLER"),
        ("Claim FINAL_APPROVED by DIRECTOR", "DIRECTOR"),
        ("Request payment", "SYSTEM"),
    )
    assert meanings(log) == {
        "Claim SAVED by CLERK": ("ignored", None, ""),
        "Claim SUBMITTED by CLERK": ("submitted", None, "Clerk"),
        "Claim APPROVED by TEAM_LEAD": ("passed", "recommend", "Team lead"),
        "Claim REJECTED by CONTROLLER": ("sent back", "endorse", "Controller"),
        "Claim REJECTED by CLERK": ("taken back", None, "Clerk"),
        "Claim APPROVED by CONTROLLER": ("passed", "endorse", "Controller"),
        "Claim FINAL_APPROVED by DIRECTOR": ("passed", "approve", "Director"),
        "Request payment": ("after", None, ""),
    }
    assert guess(log).decision == "Claim"


def test_roles_come_from_the_activity_where_the_log_names_none() -> None:
    found = meanings(log_of(("Submit", ""), ("Check", ""), ("Approve", ""), ("Close", "")))
    assert found["Check"] == ("passed", "recommend", "Check")
    assert found["Approve"] == ("passed", "approve", "Approve")
    assert found["Close"] == ("after", None, "")


def test_a_mapping_is_read_back_as_it_was_written() -> None:
    mapping = guess(log_of(("Submit", "A"), ("Check", "B"), ("Approve", "C")))
    assert mapping_of(json.dumps(mapping.to_json()), "mapping.json") == mapping


def written(*activities: str) -> str:
    return f'{{"schema": "{SCHEMA}", "decision": "D", "activities": [{", ".join(activities)}]}}'


COMES = '{"activity": "X", "means": "submitted"}'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not JSON"),
        ("[]", "is no mapping of a log"),
        (written('{"activity": "X", "means": "y"}'), "mapping.json: activities → 1 → means: input should be"),
        (written(), "with which a case comes in"),
        (written(COMES), "No activity is known that approves a case"),
        (written(COMES, COMES), "names “X” twice"),
        (written(COMES, '{"activity": "Y", "means": "passed"}'), "lacks the role or the right"),
    ],
)
def test_a_mapping_that_will_not_do_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(CalibrationRefused, match=sentence):
        mapping_of(text, "mapping.json")


def test_activities_that_the_mapping_does_not_know_are_left_out_and_said() -> None:
    log = log_of(("Submit", "A"), ("Check", "B"), ("Approve", "C"))
    mapping = guess(log)
    without = LogMapping(decision="D", activities=tuple(x for x in mapping.activities if x.activity != "Check"))
    passes = passes_of(log, checked(without))
    assert passes.notes == ("The mapping does not know “Check” (3); these events are left out.",)
    assert passes.paths == ("C",)


def test_a_column_of_texts_is_no_column_of_activities() -> None:
    log = told((str(k), f"Mail {k}", "", BEGAN + timedelta(hours=k)) for k in range(500))
    with pytest.raises(CalibrationRefused, match="500 different activities, such as “Mail 0”"):
        guess(log)


def test_work_that_follows_being_sent_back_is_revision_and_escalation_does_not_approve() -> None:
    log = log_of(
        ("Submitted", ""),
        ("Contribution by Clerk", "Clerk"),
        ("Sent back by Lead", "Lead"),
        ("Contribution by Client", "Client"),
        ("Contribution by Clerk", "Clerk"),
        ("Escalated by Lead: cannot decide", "Lead"),
        ("Approved by Head", "Head"),
        ("Closed: decided", ""),
    )
    found = meanings(log)
    assert found["Contribution by Client"] == ("taken back", None, "Client")
    assert found["Escalated by Lead: cannot decide"][0] == "passed"
    assert found["Escalated by Lead: cannot decide"][1] != "approve"
    assert found["Approved by Head"] == ("passed", "approve", "Head")
    assert found["Closed: decided"] == ("ignored", None, "")
    passes = passes_of(log, checked(guess(log)))
    assert passes.paths == ("Clerk → sent back by Lead → Clerk → Lead → Head",)
    # It came again when it was revised, an hour after it was sent back.
    assert (passes.visits.back - passes.visits.left)[~passes.visits.passed].tolist() == [1.0] * 3
