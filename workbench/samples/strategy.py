"""Where Northlight wants to go: the last quarter with its grades, this one with four themes and nine outcome targets."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.commands import rows, strategy
from models.ids import fresh
from models.signals import Signal
from models.strategy import Principle
from workbench.samples.story import Story


@dataclass(frozen=True)
class _Target:
    name: str
    kind: str
    unit: str
    baseline: float | None
    target: float
    team: str
    readings: tuple[float, ...] = ()
    needs: tuple[str, ...] = ()
    confidence: float = 0.7
    note: str = ""


_THEMES = (
    ("Decide in minutes", "People who ask for a loan know within minutes, and most of them never wait for a person.",
     "Half of those who leave us say that waiting was the reason.",
     "No automatic refusal without a reason that a customer understands. High-risk cases keep a person.",
     "Chief Risk Officer",
     (_Target("Share of applications decided without a person", "increase", "%", 61, 75, "Credit Scoring", (61.4, 63.2, 64.9, 67.1), ("Change a model threshold", "Renew a credit-scoring model")),
      _Target("Median time from application to decision", "decrease", "minutes", 190, 20, "Onboarding", (184, 150, 122, 96), ("Release to production",), 0.6),
      _Target("Loans more than 30 days late", "keep_below", "%", 2.1, 2.3, "Credit Scoring", (2.1, 2.1, 2.2, 2.2), ("Change lending criteria",), 0.8))),
    ("Money that behaves", "Spend where customers feel it and nowhere else.",
     "Costs grew twice as fast as lending last year.",
     "No cuts to fraud prevention or customer care. Every team sees its own spending weekly.",
     "Chief Financial Officer",
     (_Target("Cost to serve one loan", "decrease", "EUR", 47, 39, "Loan Servicing", (46.5, 45.2, 44.8, 43.1), ("Adopt a tool", "Let an assistant talk to customers")),
      _Target("Cloud spending per thousand applications", "decrease", "EUR", 310, 240, "Platform", (305, 298, 281, 270), ("Change the platform's architecture",)))),
    ("Fair in hard times", "Nobody in trouble is worse off for having told us.",
     "Living costs rise faster than wages for a third of our borrowers.",
     "Vulnerable customers are never scored down for asking for help.",
     "Chief Executive Officer",
     (_Target("Borrowers in trouble who call us first", "increase", "%", 22, 35, "Loan Servicing", (23, 24, 27, 28), ("Grant a hardship arrangement",)),
      _Target("Fraud losses", "keep_below", "basis points", 6.2, 7, "Fraud", (6.4, 6.1, 6.6, 6.3), ("Override a model's decision",), 0.9))),
    ("One of everything", "Build once, share, and stop building it again.",
     "Two teams built the same feature store last spring.",
     "Nobody is made to use the platform: it has to be the easy path.",
     "Chief Technology Officer",
     (_Target("Teams whose models run on the shared pipeline", "increase", "teams", 2, 5, "Platform", (2, 2, 3, 3), ("Put a new model into production", "Offer a data product"), 0.5, "Fraud joins next week."),
      _Target("Launch the churn dashboard", "milestone", "dashboards", 0, 1, "Growth", (0, 0, 0), (), 0.4))),
)  # fmt: skip

_LAST = (
    ("Open Germany", "Our German entity lends on its own feet.", "Chief Executive Officer",
     (_Target("German loans a month", "increase", "loans", 0, 400, "Growth", (60, 180, 310, 385)), "target", "Within four percent, with fewer losses than planned."),
     (_Target("Complaints per thousand customers", "decrease", "complaints", 8.5, 6, "Loan Servicing", (8.6, 8.1, 7.4, 7.3)), "commit", "Better, but a late translation cost us a month.")),
    ("Trustworthy numbers", "One definition of every figure that a decision rests on.", "Chief Financial Officer",
     (_Target("Reports that agree with the ledger", "increase", "%", 70, 95, "Data Products", (74, 81, 90, 97)), "stretch", "Closed in two days for the first time."),),
)  # fmt: skip

_SIGNALS = (
    ("Two teams built the same feature store", "Fraud", "threat", -34, "looked_at", "One of everything"),
    ("Freelancers ask for loans that pause in summer", "Onboarding", "opportunity", -21, "new", None),
    ("A supplier doubles its price for identity checks", "Platform", "threat", -12, "acted", "Money that behaves"),
    ("Customers forward our refusal letters to each other as examples of clear writing", "Loan Servicing", "opportunity", -6, "new", "Decide in minutes"),
    ("Renewals of scoring models wait nine days for a signature", "Credit Scoring", "threat", -4, "new", "Decide in minutes"),
)  # fmt: skip

_PRINCIPLES = (
    ("Decide where the knowledge is", "Whoever knows most and bears the consequence decides.", "Waiting is a cost that nobody books.", "Say which tier a decision belongs to before saying what you think."),
    ("Reversible is cheap", "What can be undone in a week needs no permission.", "We learn more from a mistake than from a meeting.", "Show how you would take it back."),
    ("Write it down", "A decision that is not written was not taken.", "Memory favours the loudest.", "Problem, options, choice, expected outcome: one page."),
    ("Fairness before growth", "We do not earn on confusion or on need.", "Trust is the only moat of a lender.", "Ask who loses if this works."),
)  # fmt: skip


def tell(story: Story) -> None:
    """Set the direction."""
    with story.chapter("Write down the principles"):
        for position, (name, statement, why, asks) in enumerate(_PRINCIPLES, 1):
            row = Principle(id=fresh("principle"), name=name, statement=statement, why=why, asks=asks)
            story.add(row.changed(position=position))
    with story.chapter("Close the last quarter"):
        _last_quarter(story)
    with story.chapter("Set up the quarter"):
        _this_quarter(story)
    with story.chapter("Listen to the teams"):
        for name, team, kind, day, status, theme in _SIGNALS:
            signal = Signal(id=fresh("signal"), name=name, team=story.id("team", team), noticed=story.days(day))
            linked = story.id("theme", theme) if theme else None
            story.add(signal.changed(kind=kind, status=status, theme=linked))


def _last_quarter(story: Story) -> None:
    current = strategy.quarter_containing(story.today, 1)
    story.do(strategy.add_quarter, current.starts - timedelta(days=1), "past")
    quarter = next(iter(story.document.quarters))
    for name, statement, sponsor, *graded in _LAST:
        role = story.id("role", sponsor)
        story.do(strategy.add_theme, quarter.id, name, statement=statement, sponsor=role, status="kept")
        for target, grade, reason in graded:
            outcome = _outcome(story, quarter.id, story.id("theme", name), target, quarter.ends)
            story.do(rows.set_fields, "outcome", outcome, grade=grade, grade_reason=reason)


def _this_quarter(story: Story) -> None:
    story.do(strategy.add_quarter, story.today)
    quarter = next(each for each in story.document.quarters if each.status == "current")
    for name, statement, why, guardrails, sponsor, targets in _THEMES:
        fields = {"statement": statement, "why": why, "guardrails": guardrails, "sponsor": story.id("role", sponsor)}
        story.do(strategy.add_theme, quarter.id, name, **fields)
        for target in targets:
            _outcome(story, quarter.id, story.id("theme", name), target, story.today)


def _outcome(story: Story, quarter: str, theme: str, target: _Target, last: date) -> str:
    row = story.document.quarters[quarter]
    story.do(
        strategy.add_outcome,
        quarter,
        target.name,
        theme,
        kind=target.kind,
        unit=target.unit,
        baseline=target.baseline,
        target=target.target,
        due=row.ends,
        owner_team=story.id("team", target.team),
        needs=story.ids("decision", *target.needs),
    )
    outcome = story.id("outcome", target.name)
    for back, value in enumerate(reversed(target.readings)):
        note = target.note if back == 0 else ""
        day = last - timedelta(days=7 * back + 2)
        story.do(strategy.check_in, outcome, day, value, target.confidence, note)
    return outcome
