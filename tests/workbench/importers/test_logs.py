"""Event logs of other systems: what is read, what is said, what is refused."""

import gzip
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from models.calibration.log import EventLog, moment
from models.effort import Stopped
from workbench.importers import ImportRefused
from workbench.importers.logs import LogOptions, read_log

HEAD = "case,activity,time,role,amount\n"


def table(tmp_path: Path, text: str, name: str = "log.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def xes(tmp_path: Path, body: str, head: str = "") -> Path:
    text = f'<?xml version="1.0"?>{head}<log xmlns="http://www.xes-standard.org/">{body}</log>'
    return table(tmp_path, text, "log.xes")


def event(activity: str, time: str, more: str = "") -> str:
    return (
        f'<event><string key="concept:name" value="{activity}"/>'
        f'<date key="time:timestamp" value="{time}"/>{more}</event>'
    )


def times(log: EventLog) -> list[datetime]:
    return [moment(time) for time in log.time.tolist()]


def test_both_forms_of_the_real_log_say_the_same(shared_data: Path) -> None:
    logs = [read_log(shared_data / "logs" / f"domestic_declarations.{kind}.gz") for kind in ("xes", "csv")]
    for log in logs:
        assert (len(log.cases), len(log), len(log.activities), len(log.roles)) == (10_357, 55_628, 14, 7)
        assert log.notes == ("Times are UTC+01:00 in winter and UTC+02:00 in summer: one place, whose clock counts.",)
    first, second = logs
    assert (first.time == second.time).all()
    assert np.allclose(first.amount, second.amount)
    assert [first.activities[i] for i in first.activity] == [second.activities[i] for i in second.activity]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Case ID;Activity;Complete Timestamp;Resource", "1;Submit;03/04/2025 09:30;Clerk"),
        ("case:concept:name\tconcept:name\ttime:timestamp\torg:role", "1\tSubmit\t2025-04-03 09:30:00\tClerk"),
        ("Vorgang|Aktivität|Zeitpunkt|Rolle", "1|Submit|3.4.2025 09:30|Clerk"),
        ("Case;Task;Date;Time;Role", "1;Submit;03.04.2025;09:30;Clerk"),
        ("\ufeffcase_id,event,date,user", "1,Submit,4/3/2025 9:30 AM,Clerk\n1,Check,4/23/2025 9:30 AM,Clerk"),
    ],
)
def test_headings_separators_and_dates_are_recognised(tmp_path: Path, heading: str, row: str) -> None:
    log = read_log(table(tmp_path, f"{heading}\n{row}\n"))
    assert (log.cases, log.activities[0], log.roles) == (("1",), "Submit", ("Clerk",))
    assert times(log)[0] == datetime.fromisoformat("2025-04-03T09:30")


def test_only_ends_of_lines_end_a_row(tmp_path: Path) -> None:
    """Text from the web has other characters that break lines; the old Mac ended them with one of two."""
    rows = "1,Sub\u2028mit,2025-04-03 09:30,Clerk\x0c,5\r2,Sub\u2028mit,2025-04-03 09:31,Clerk\x85,\r\n"
    log = read_log(table(tmp_path, HEAD + rows))
    assert (len(log), list(log.activities)) == (2, ["Sub\u2028mit"])


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = table(tmp_path, "Nr,Was,Wann\n7,Antrag,2025-04-03\n")
    with pytest.raises(ImportRefused, match=r"no column for the case and the activity and the time; its columns are"):
        read_log(path)
    log = read_log(path, LogOptions({"case": "Nr", "activity": "was", "time": "Wann"}))
    assert (log.cases, log.activities) == (("7",), ("Antrag",))
    with pytest.raises(ImportRefused, match=r"no column “Wer”; its columns are “Nr”, “Was”, “Wann”"):
        read_log(path, LogOptions({"case": "Nr", "activity": "Was", "time": "Wer"}))


def test_events_out_of_order_are_put_in_order_and_said(tmp_path: Path) -> None:
    rows = "b,Approve,2025-04-04,,\na,Submit,2025-04-05,,\nb,Submit,2025-04-03,,\n"
    log = read_log(table(tmp_path, HEAD + rows))
    assert log.cases == ("b", "a")
    assert [log.activities[i] for i in log.activity] == ["Submit", "Approve", "Submit"]
    assert "In 1 case events were out of order; they were put in the order of their times" in log.notes[-1]


def test_time_zones(tmp_path: Path) -> None:
    mixed = HEAD + "".join(f"a,Step {k},2025-04-03T{k + 8:02d}:00:00+0{k % 3 + 1}:00,,\n" for k in range(6))
    log = read_log(table(tmp_path, mixed + "a,Step 6,2025-04-03T15:00:00+01:00,,\n"))
    assert "Times are in 3 time zones; all were turned into UTC+01:00, which 43% of the events have." in log.notes[0]
    assert times(log)[-1] == datetime.fromisoformat("2025-04-03T15:00")
    there = read_log(table(tmp_path, mixed), LogOptions(time_zone="America/New_York"))
    assert times(there)[0] == datetime.fromisoformat("2025-04-03T03:00")
    with pytest.raises(ImportRefused, match="There is no time zone “Mars/Olympus”"):
        read_log(table(tmp_path, mixed), LogOptions(time_zone="Mars/Olympus"))
    half = HEAD + "a,Submit,2025-04-03T08:00:00Z,,\na,Approve,2025-04-03T09:00:00,,\n"
    with pytest.raises(ImportRefused, match="with and times without a time zone, the first without as event 2"):
        read_log(table(tmp_path, half))


def test_single_bad_rows_are_left_out_and_said_many_are_refused(tmp_path: Path) -> None:
    good = "".join(f"c{k},Submit,2025-04-03,Clerk,\n" for k in range(60))
    log = read_log(table(tmp_path, HEAD + good + "x,,2025-04-03,,\ny,Submit,yesterday,,\n"))
    assert len(log) == 60
    assert log.notes[0] == "2 events were left out, the first at row 62: it has no activity."
    with pytest.raises(ImportRefused, match="1 of 2 events cannot be read, the first at row 2: “soon” is not a time"):
        read_log(table(tmp_path, HEAD + "a,Submit,soon,,\nb,Submit,2025-04-03,,\n"))


def test_begun_work_is_told_from_done_work(tmp_path: Path) -> None:
    body = "case,activity,start time,end time\na,Check,2025-04-03 09:00,2025-04-03 10:00\n"
    log = read_log(table(tmp_path, body))
    assert log.starts.tolist() == [True, False]
    begun = '<string key="lifecycle:transition" value="start"/>'
    body = f"<trace>{event('Check', '2025-04-03T09:00:00', begun)}{event('Check', '2025-04-03T10:00:00')}</trace>"
    assert read_log(xes(tmp_path, body)).starts.tolist() == [True, False]


def test_other_moments_of_work_are_left_out_and_said(tmp_path: Path) -> None:
    rows = "a,Check,2025-04-03 09:00,schedule\na,Check,2025-04-03 10:00,start\na,Check,2025-04-03 11:00,COMPLETE\n"
    log = read_log(table(tmp_path, f"case,activity,time,lifecycle:transition\n{rows}"))
    assert log.starts.tolist() == [True, False]
    assert log.notes[0] == "1 event that tells neither a beginning nor an end (“schedule”) was left out."


def test_amounts(tmp_path: Path) -> None:
    log = read_log(table(tmp_path, HEAD + 'a,S,2025-04-03,,"1.234,50"\nb,S,2025-04-04,,"1,234.5"\nc,S,2025-04-05,,x\n'))
    assert log.amount[:2].tolist() == [1234.5, 1234.5]
    assert np.isnan(log.amount[2])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no event|is empty"),
        (b"case,activity,time\n", "holds no event that can be read"),
        (b"\x00\x01\x02", "not a text file"),
        (b"<html><body/></html>", "is not XES"),
        (b"<log><trace><event>", "damaged or cut off"),
        (b"<log><event/></log>", "events outside a trace"),
        (b"\x1f\x8b\x08\x00cut", "damaged or cut off"),
        (b'<!DOCTYPE log [<!ENTITY a "aaaa">]><log/>', "declarations that no log needs"),
        ("<log/>".encode("utf-16"), "not in UTF-8"),
    ],
)
def test_what_is_no_log_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=sentence):
        read_log(path)


def test_a_file_that_swells_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.importers.logs.packed._HARMLESS", 1_000_000)
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(HEAD.encode() + b"a,Submit,2025-04-03,,\n" * 400_000))
    with pytest.raises(ImportRefused, match="unpacks to far more than a log does"):
        read_log(path)


def test_reading_tells_how_far_it_is_and_stops(tmp_path: Path) -> None:
    path = table(tmp_path, HEAD + "a,Submit,2025-04-03,,\n" * 100_000)
    told: list[tuple[int, int]] = []
    read_log(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(told) > 1
    with pytest.raises(Stopped):
        read_log(path, halt=lambda: True)
