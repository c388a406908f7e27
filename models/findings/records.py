"""Records and what is shared: reviews that are late, records without substance, pools and guilds."""

from collections.abc import Iterator
from datetime import date

from models.authority.force import day_words
from models.authority.words import listed
from models.changes import name_of
from models.findings.base import Check, Found, Place
from models.findings.powers import without_authority
from models.findings.settings import setting
from models.findings.survey import Survey

_REVIEWED = ("edition", "charter", "record", "delegation", "decision")


def _overdue(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for table in _REVIEWED:
        for row in document.table(table):
            due: date | None = row.review_on
            closed = table == "record" and row.status in ("rejected", "superseded", "withdrawn")
            old = table == "edition" and row.status == "withdrawn"
            gone = table == "delegation" and row.revoked_on is not None
            if due is None or due >= survey.on or closed or old or gone:
                continue
            name = document.teams[row.team].name if table == "charter" else name_of(row)
            yield Found(
                (Place(table, row.id, "review_on"),),
                f"The {row.what()} “{name}” was to be reviewed by {day_words(due)}.",
                "Review it and set the next date.",
            )
    for theme in document.themes:
        quarter = document.quarters[theme.quarter]
        if theme.status == "active" and quarter.ends < survey.on:
            yield Found(
                (Place("theme", theme.id, "status"),),
                f"The theme “{theme.name}” was for {quarter.name}, which ended on {day_words(quarter.ends)}, and "
                "nothing says what became of it.",
                "Say whether it was kept, carried over or dropped.",
            )


def _thin_records(survey: Survey) -> Iterator[Found]:
    for record in survey.document.records:
        if record.status not in ("proposed", "accepted"):
            continue
        if len(record.options) < 2:
            yield Found(
                (Place("record", record.id, "options"),),
                f"The decision record “{record.name}” names no alternative.",
                "Add the ways that were considered, doing nothing among them.",
                subject=f"{record.id}|options",
            )
        if not record.expected:
            yield Found(
                (Place("record", record.id, "expected"),),
                f"The decision record “{record.name}” does not say what is expected of it.",
                "Say what should be different by when, so that a review can tell.",
                subject=f"{record.id}|expected",
            )


def _lost_successor(survey: Survey) -> Iterator[Found]:
    succeeded = {record.supersedes for record in survey.document.records}
    for record in survey.document.records:
        if record.status == "superseded" and record.id not in succeeded:
            yield Found(
                (Place("record", record.id, "status"),),
                f"The decision record “{record.name}” is superseded, but no record takes its place.",
                "Open the record that replaced it and name this one there.",
            )


def _unapproved(survey: Survey) -> Iterator[Found]:
    for edition in survey.editions:
        lacking = [] if edition.approving_body else ["who approved it"]
        lacking += [] if edition.approved_on else ["when it was approved" if not lacking else "when"]
        if lacking and survey.document.rules.by("edition", edition.id):
            fields = ["approving_body"] * (not edition.approving_body) + ["approved_on"] * (not edition.approved_on)
            yield Found(
                tuple(Place("edition", edition.id, name) for name in fields),
                f"The matrix “{edition.name}” is in force, but does not say {listed(lacking, 'or')}.",
                "Enter the body that approved it, and the day.",
                subject=edition.id,
            )


def _overbooked(survey: Survey) -> Iterator[Found]:
    document = survey.document
    for pool in document.pools:
        granted = [row for row in document.bookings.by("pool", pool.id) if row.status == "granted"]
        for start in sorted({row.starts for row in granted if row.ends >= survey.on}):
            inside = [row for row in granted if row.starts <= start <= row.ends]
            total = sum(row.amount for row in inside)
            if total > pool.capacity:
                unit = f" {pool.unit}" if pool.unit else ""
                yield Found(
                    (Place("pool", pool.id), *(Place("booking", row.id, "amount") for row in inside)),
                    f"“{pool.name}” is booked for {total:g}{unit} from {day_words(start)}, but has {pool.capacity:g}.",
                    "Move or shorten a booking, or add capacity.",
                    subject=pool.id,
                )
                break


def _sleeping_guilds(survey: Survey) -> Iterator[Found]:
    days = setting(survey.document, "guild_days")
    for guild in survey.document.guilds:
        if guild.last_met is not None and (survey.on - guild.last_met).days > days:
            yield Found(
                (Place("guild", guild.id, "last_met"),),
                f"The guild “{guild.name}” last met on {day_words(guild.last_met)}.",
                "Ask its host if it is still wanted; a guild may end.",
            )


CHECKS = (
    Check(
        "F76",
        "Decided without authority",
        "error",
        "What nobody may decide binds nobody.",
        frozenset(
            (
                *("record", "edition", "rule", "decision", "dimension", "place", "instrument", "rate", "role"),
                *("workspace", "holding", "person", "absence", "delegation", "urgent_route", "tier"),
            )
        ),
        each=without_authority,
    ),
    Check(
        "F77",
        "Review overdue",
        "warning",
        "What nobody looks at again slowly stops being true.",
        frozenset((*_REVIEWED, "team", "role", "theme", "quarter")),
        _overdue,
    ),
    Check(
        "F78",
        "Record without alternatives or expectation",
        "information",
        "Without them nobody can learn from it.",
        frozenset(("record",)),
        _thin_records,
    ),
    Check(
        "F79",
        "Superseded without successor",
        "warning",
        "The trail ends here.",
        frozenset(("record",)),
        _lost_successor,
    ),
    Check(
        "F80",
        "Matrix without approval",
        "warning",
        "Authority comes from somebody who may give it.",
        frozenset(("edition", "rule")),
        _unapproved,
    ),
    Check(
        "F81",
        "Pool over-booked",
        "warning",
        "Somebody will come and find nothing left.",
        frozenset(("pool", "booking")),
        _overbooked,
    ),
    Check(
        "F82",
        "Guild asleep",
        "information",
        "People look for help where none is.",
        frozenset(("guild", "workspace")),
        _sleeping_guilds,
    ),
)
