"""What is decided: instruments, dimensions, tiers, and the library of forty-five decisions."""

from decimal import Decimal

from models.commands import matrix, rows
from models.decisions import Dimension, Instrument, Rate, Tier
from models.ids import fresh
from models.quantities import Money
from workbench.samples.story import Story

# name, key, kind, unit, step, classes, question
_DIMENSIONS = (
    ("Amount", "amount", "money", "EUR", "0.01", (), "What is it worth in all, with options and renewals?"),
    ("Term", "term", "number", "months", "1", (), "For how many months are we bound?"),
    ("Budgeted", "budgeted", "flag", "", "1", (), "Is it in this year's budget?"),
    ("Personal data", "personal_data", "flag", "", "1", (), "Does it touch data about people?"),
    ("Risk", "risk", "classes", "", "1", ("low", "medium", "high"), "How bad would it be if we were wrong?"),
    ("Headcount", "headcount", "number", "people", "1", (), "How many people does it concern?"),
)

_TIERS = (
    ("Team", 1, "Reversible within a week, within budget, no new risk.", "Team Lead", False),
    ("Lead", 2, "Touches other teams, or costs more than a team may spend.", "Risk Lead", False),
    ("Executive", 3, "Hard to take back, unbudgeted, or above 50,000 EUR.", "Chief Executive Officer", True),
    ("Board", 4, "Binds the organisation for years or is reserved.", "Board", True),
)

_INSTRUMENTS = (
    ("Company law", 1, "Statute"),
    ("Articles of association", 2, "Articles 9 to 14"),
    ("Scheme of delegation", 3, "Version 4"),
    ("Credit risk policy", 4, "Edition 11"),
)

# section: (decision, dimensions, tier, reversibility, clause, description), in the order in which they are seen
LIBRARY: dict[str, tuple[tuple[str, str, str, str, str, str], ...]] = {
    "Money": (
        ("Buy goods or services", "amount budgeted", "Lead", "reversible", "4.1", "Anything bought without a lasting contract."),
        ("Sign a contract", "amount term budgeted personal_data", "Executive", "costly", "4.2", "Any agreement that binds us for a time."),
        ("Travel and events", "amount", "Team", "reversible", "4.3", "One trip or event, everything included."),
        ("Write off a loan", "amount", "Lead", "irreversible", "4.4", "Give up a claim on a borrower."),
        ("Grant a hardship arrangement", "amount", "Team", "reversible", "4.5", "Pause or lower payments of a borrower in trouble."),
        ("Sponsor or donate", "amount", "Executive", "irreversible", "4.6", "Money given without a return."),
        ("Open or close a bank account", "", "Executive", "costly", "4.7", "For any entity of the group."),
        ("Borrow or issue debt", "", "Board", "irreversible", "4.8", "Wholesale funding of the loan book."),
    ),
    "Products and pricing": (
        ("Launch a product", "risk", "Executive", "costly", "5.1", "Something new that customers can sign."),
        ("Retire a product", "risk", "Executive", "costly", "5.2", "No longer offer it to new customers."),
        ("Change a price", "risk", "Lead", "reversible", "5.3", "Interest and fees of new loans."),
        ("Run a promotion", "amount", "Team", "reversible", "5.4", "A discount or gift for a limited time."),
        ("Change lending criteria", "risk", "Executive", "costly", "5.5", "Who may borrow, and how much."),
        ("Make a claim in marketing", "risk", "Team", "reversible", "5.6", "What we say about price and speed."),
        ("Answer a complaint with a payment", "amount", "Team", "irreversible", "5.7", "Goodwill to one customer."),
    ),
    "Models and AI": (
        ("Renew a credit-scoring model", "risk", "Lead", "reversible", "6.1", "The yearly renewal of a model in use."),
        ("Put a new model into production", "risk personal_data", "Lead", "reversible", "6.2", "A model that has not decided about people before."),
        ("Choose a model vendor", "amount personal_data", "Executive", "costly", "6.3", "Who supplies a model or its hosting."),
        ("Train on customer data", "personal_data risk", "Lead", "irreversible", "6.4", "Use what customers gave us to learn from."),
        ("Change a model threshold", "risk", "Team", "reversible", "6.5", "Accept a little more or a little less."),
        ("Retire a model", "risk", "Team", "reversible", "6.6", "Switch it off and archive it."),
        ("Let an assistant talk to customers", "risk", "Lead", "reversible", "6.7", "Automated conversation without a person."),
        ("Override a model's decision", "amount", "Team", "reversible", "6.8", "A person decides otherwise, one case."),
    ),
    "Technology and data": (
        ("Release to production", "risk", "Team", "reversible", "7.1", "Any change that customers can notice."),
        ("Adopt a tool", "amount personal_data", "Team", "reversible", "7.2", "Software that a team starts to use."),
        ("Change the platform's architecture", "risk", "Lead", "costly", "7.3", "What several teams build on."),
        ("Offer a data product", "personal_data", "Team", "reversible", "7.4", "Data with an owner and a promise."),
        ("Give access to personal data", "headcount", "Lead", "costly", "7.5", "Who may see data about people."),
        ("Accept a security risk", "risk", "Lead", "reversible", "7.6", "Live with a known weakness for a time."),
        ("Declare a major incident", "", "Team", "reversible", "7.7", "Put everything else second."),
    ),
    "People": (
        ("Hire within plan", "", "Team", "costly", "8.1", "A post that is in the plan."),
        ("Hire above plan", "headcount", "Executive", "costly", "8.2", "A post that is not."),
        ("Raise a salary", "amount budgeted", "Lead", "irreversible", "8.3", "Per year, one person."),
        ("Pay a bonus", "amount", "Lead", "irreversible", "8.4", "Once, one person."),
        ("Promote to lead", "", "Executive", "costly", "8.5", "Give somebody a team."),
        ("End an employment", "", "Executive", "irreversible", "8.6", "Against the person's wish."),
        ("Reorganise teams", "headcount", "Executive", "costly", "8.7", "Move people between teams for more than a quarter."),
        ("Appoint an executive", "", "Board", "irreversible", "8.8", "Anyone who reports to the chief executive."),
    ),
    "Governance": (
        ("Set the quarter's themes", "", "Executive", "reversible", "9.1", "Three to five priorities for everybody."),
        ("Approve the annual budget", "", "Board", "costly", "9.2", "The frame for all other spending."),
        ("Change this matrix", "risk", "Executive", "reversible", "9.3", "Any change of who decides what."),
        ("Start or settle a lawsuit", "amount", "Executive", "irreversible", "9.4", "As plaintiff or defendant."),
        ("Report a breach to the regulator", "", "Lead", "irreversible", "9.5", "Within seventy-two hours."),
        ("Set up or close an entity", "", "Board", "irreversible", "9.6", "Any company of the group."),
        ("Appoint the auditor", "", "Board", "costly", "9.7", "For the coming year."),
    ),
}  # fmt: skip

_RESERVED = {
    "Borrow or issue debt": "by_choice",
    "Appoint an executive": "by_choice",
    "Approve the annual budget": "by_law",
    "Set up or close an entity": "by_law",
    "Appoint the auditor": "by_law",
}
_SENSITIVE = ("Sign a contract", "Write off a loan", "Give access to personal data", "Pay a bonus", "Raise a salary")


def tell(story: Story) -> None:
    """Set up the library of decisions."""
    with story.chapter("Say what a case is described by"):
        for position, (name, key, kind, unit, step, classes, question) in enumerate(_DIMENSIONS, 1):
            dimension = Dimension(id=fresh("dimension"), name=name, key=key, kind="flag", position=position)
            fields = {"kind": kind, "unit": unit, "step": Decimal(step), "classes": classes, "question": question}
            story.add(dimension.changed(**fields, ordered=bool(classes)))
        for source, rate in (("USD", "0.92"), ("GBP", "1.17"), ("CHF", "1.04")):
            row = Rate(id=fresh("rate"), source=source, target="EUR", on=story.days(-20), rate=Decimal(rate))
            story.add(row)
    with story.chapter("Set up tiers and instruments"):
        for name, rank, criteria, role, four_eyes in _TIERS:
            decided_by = story.id("role", role)
            tier = Tier(id=fresh("tier"), name=name, rank=rank, criteria=criteria, decided_by=decided_by)
            story.add(tier.changed(four_eyes=four_eyes, position=rank))
        for name, rank, reference in _INSTRUMENTS:
            story.add(Instrument(id=fresh("instrument"), name=name, rank=rank, reference=reference))
    with story.chapter("Collect the decisions"):
        for section, decisions in LIBRARY.items():
            story.do(matrix.add_section, section)
            for decision in decisions:
                _decision(story, story.id("section", section), *decision)


def _decision(
    story: Story, section: str, name: str, keys: str, tier: str, reversibility: str, clause: str, description: str
) -> None:
    dimensions = tuple(story.document.dimensions.by("key", key)[0].id for key in keys.split())
    reserved = _RESERVED.get(name)
    story.do(
        matrix.add_decision,
        name,
        section,
        description=description,
        clause=clause,
        dimensions=dimensions,
        tier=story.id("tier", tier),
        reversibility=reversibility,
        reserved=reserved,
        sensitive=name in _SENSITIVE,
        instrument=story.id("instrument", "Company law" if reserved == "by_law" else "Scheme of delegation"),
        review_on=story.days(35),
    )
    if "amount" in keys.split():
        row = story.document.decisions[story.id("decision", name)]
        cap = Money(minor=10_000_000, currency="EUR") if name == "Buy goods or services" else None
        per = "supplier" if name in ("Buy goods or services", "Sign a contract") else None
        days = 365 if per else None
        story.do(rows.set_fields, "decision", row.id, aggregation_days=days, aggregation_per=per, aggregation_cap=cap)
