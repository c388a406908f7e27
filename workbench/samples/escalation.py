"""Where cases go when a role cannot decide them, how much time roles have, and how often decisions come up."""

from models.authority.rules import Right
from models.escalation import Capacity, Effort, EscalationLink, MixPart, MixShare, Volume, WorkCalendar
from models.ids import fresh
from models.quantities import Band
from workbench.samples.story import Story

# from, to, triggers, decision, hours, what travels
_LINKS = (
    ("Team Lead", "Chief Financial Officer", "limit novelty", "", 48, "Options and a recommendation"),
    ("Scoring Lead", "Risk Lead", "limit disagreement time_out", "", 40, "The model card and the back-test"),
    ("Risk Lead", "Chief Risk Officer", "limit disagreement time_out absence", "", 40, "The challenge in one page"),
    ("Chief Risk Officer", "Risk Committee", "limit conflict_of_interest", "", 336, "Options, costs, a recommendation"),
    ("Risk Committee", "Board", "limit disagreement", "", 1080, "Minutes with the dissent"),
    ("Servicing Lead", "Risk Lead", "limit time_out", "", 24, "The customer's situation"),
    ("Growth Lead", "Chief Financial Officer", "limit disagreement", "", 72, "What we expect to learn"),
    ("Platform Lead", "Chief Technology Officer", "limit disagreement novelty", "", 24, "A design note"),
    ("Data Products Lead", "Chief Technology Officer", "limit disagreement", "", 48, "The promise and its owner"),
    ("Onboarding Lead", "Chief Executive Officer", "limit disagreement", "", 48, "A prototype"),
    ("Fraud Lead", "Chief Risk Officer", "limit disagreement", "", 8, "The pattern and the losses so far"),
    ("Procurement Lead", "Chief Financial Officer", "limit time_out", "", 72, "Three offers"),
    ("Controller", "Chief Financial Officer", "limit disagreement time_out", "", 48, "The ledger entry"),
    ("Head of People", "Chief Executive Officer", "limit disagreement", "", 72, "The case without the name"),
    ("Chief Financial Officer", "Chief Executive Officer", "limit disagreement time_out absence", "", 120, "Options and a recommendation"),
    ("Chief Technology Officer", "Chief Executive Officer", "limit disagreement", "", 72, "Options and a recommendation"),
    ("General Counsel", "Chief Executive Officer", "limit conflict_of_interest", "", 72, "The legal risk in plain words"),
    ("Chief Executive Officer", "Board", "limit conflict_of_interest", "", 1080, "A board paper of two pages"),
    ("Data Protection Officer", "Managing Director Netherlands", "time_out disagreement", "Give access to personal data", 24, "Who, what for, how long"),
)  # fmt: skip

# role, hours a week for decisions, cost of an hour
_CAPACITIES = (
    ("Board", 4, 400), ("Risk Committee", 5, 250), ("Chief Executive Officer", 10, 220), ("Chief Financial Officer", 14, 180),
    ("Chief Risk Officer", 18, 180), ("Chief Technology Officer", 10, 180), ("General Counsel", 12, 170),
    ("Managing Director Germany", 6, 150), ("Managing Director Netherlands", 6, 150), ("Head of People", 12, 120),
    ("Chief Information Security Officer", 8, 140), ("Data Protection Officer", 10, 120), ("Risk Lead", 10, 110),
    ("Procurement Lead", 20, 80), ("Controller", 14, 80), ("Team Lead", 20, 90), ("Scoring Lead", 13, 90),
    ("Servicing Lead", 24, 80), ("Growth Lead", 10, 90), ("Platform Lead", 12, 90), ("Data Products Lead", 10, 90),
    ("Onboarding Lead", 10, 90), ("Fraud Lead", 10, 90), ("Requester's Manager", 8, 90),
)  # fmt: skip

# decision, cases a quarter, exception probability, mean minutes of an approval, mix as (weight, "key from..below; flag yes; class")
_VOLUMES = (
    ("Buy goods or services", 220, 0.04, 20, ((70, "amount 50..2001; budgeted yes"), (22, "amount 2001..50001; budgeted yes"), (6, "amount 2001..50001; budgeted no"), (2, "amount 50001..250001; budgeted yes"))),
    ("Sign a contract", 64, 0.08, 60, ((50, "amount 1000..25001; term 1..13; budgeted yes; personal_data no"), (30, "amount 25001..100001; term 12..37; budgeted yes; personal_data no"), (15, "amount 100001..500001; term 12..61; budgeted yes; personal_data yes"), (5, "amount 500001..2000001; term 24..61; budgeted no; personal_data yes"))),
    ("Travel and events", 180, 0.01, 8, ((85, "amount 80..1000"), (15, "amount 1001..6000"))),
    ("Write off a loan", 140, 0.05, 25, ((75, "amount 200..5001"), (23, "amount 5001..50001"), (2, "amount 50001..120001"))),
    ("Grant a hardship arrangement", 260, 0.04, 20, ((88, "amount 500..15001"), (12, "amount 15001..40001"))),
    ("Answer a complaint with a payment", 150, 0.03, 12, ((82, "amount 10..251"), (17, "amount 251..5001"), (1, "amount 5001..9001"))),
    ("Renew a credit-scoring model", 46, 0.18, 150, ((25, "risk low"), (50, "risk medium"), (25, "risk high"))),
    ("Put a new model into production", 18, 0.2, 240, ((20, "risk low; personal_data no"), (30, "risk low; personal_data yes"), (35, "risk medium; personal_data yes"), (15, "risk high; personal_data yes"))),
    ("Change a model threshold", 60, 0.1, 40, ((80, "risk low"), (20, "risk high"))),
    ("Override a model's decision", 120, 0.06, 15, ((85, "amount 500..10001"), (15, "amount 10001..50001"))),
    ("Change lending criteria", 12, 0.25, 180, ((40, "risk low"), (40, "risk medium"), (20, "risk high"))),
    ("Train on customer data", 20, 0.12, 90, ((30, "personal_data no; risk low"), (60, "personal_data yes; risk medium"), (10, "personal_data yes; risk high"))),
    ("Release to production", 300, 0.02, 10, ((80, "risk low"), (17, "risk medium"), (3, "risk high"))),
    ("Adopt a tool", 40, 0.06, 30, ((60, "amount 100..10001; personal_data no"), (25, "amount 100..10001; personal_data yes"), (15, "amount 10001..60001; personal_data no"))),
    ("Run a promotion", 30, 0.05, 30, ((75, "amount 1000..20001"), (25, "amount 20001..80001"))),
    ("Hire within plan", 14, 0.05, 45, ((100, ""),)),
)  # fmt: skip

_MINUTES: tuple[tuple[Right, float], ...] = (
    ("consult", 25),
    ("recommend", 45),
    ("endorse", 30),
    ("sign", 10),
    ("notify", 4),
)


def tell(story: Story) -> None:
    """Draw the paths and count the work."""
    with story.chapter("Draw the escalation paths"):
        for position, (one, other, triggers, decision, hours, carries) in enumerate(_LINKS, 1):
            link = EscalationLink(
                id=fresh("link"), from_role=story.id("role", one), to_role=story.id("role", other), position=position
            )
            fields = {"decision": story.id("decision", decision) if decision else None, "carries": carries}
            story.add(link.changed(triggers=tuple(triggers.split()), hours=hours, **fields))
    with story.chapter("Say how much time roles have"):
        calendar = story.add(WorkCalendar(id=fresh("calendar"), name="Office hours"))
        for role, hours, cost in _CAPACITIES:
            row = Capacity(id=fresh("capacity"), role=story.id("role", role), hours_a_week=hours, calendar=calendar.id)
            story.add(row.changed(cost_an_hour=cost))
    with story.chapter("Count how often decisions come up"):
        for decision, cases, exceptions, minutes, mix in _VOLUMES:
            story.add(
                Volume(
                    id=fresh("volume"),
                    decision=story.id("decision", decision),
                    cases_a_quarter=cases,
                    exception_probability=exceptions,
                    mix=tuple(MixPart(weight=weight, shares=_shares(story, text)) for weight, text in mix),
                    efforts=(
                        Effort(minutes=minutes),
                        *(Effort(right=right, minutes=each, variation=0.6) for right, each in _MINUTES),
                    ),
                )
            )


def _shares(story: Story, text: str) -> tuple[MixShare, ...]:
    shares = []
    for phrase in (each.strip() for each in text.split(";") if each.strip()):
        key, _, value = phrase.partition(" ")
        dimension = story.document.dimensions.by("key", key)[0]
        if dimension.kind == "flag":
            shares.append(MixShare(dimension=dimension.id, flag=value == "yes"))
        elif dimension.kind == "classes":
            shares.append(MixShare(dimension=dimension.id, classes=(value,)))
        else:
            scale = int(1 / dimension.step)
            low, high = (int(edge) * scale for edge in value.split(".."))
            shares.append(MixShare(dimension=dimension.id, band=Band(lower=low, upper=high)))
    return tuple(shares)
