"""Who may act for whom at Northlight, what must stay apart, and cases with the answers that are expected."""

from models.authority.expressions import roles_in
from models.authority.grants import Delegation, Separation, UrgentRoute
from models.authority.rules import Note
from models.cases import Fact, LibraryCase
from models.ids import fresh
from workbench.samples.story import Story


def tell(story: Story) -> None:
    """Say who may act for whom."""
    with story.chapter("Say who may act for whom"):
        _grants(story)
    with story.chapter("Note what consulting security takes"):
        _notes(story)
    with story.chapter("Keep cases with the answers that we expect"):
        _cases(story)


def _grants(story: Story) -> None:
    role = story.id
    story.add(
        Delegation(
            id=fresh("delegation"),
            from_role=role("role", "Risk Lead"),
            to_role=role("role", "Scoring Lead"),
            kind="temporary",
            decisions=story.ids("decision", "Change a model threshold"),
            starts=story.days(-10),
            ends=story.days(25),
            reason="The Risk Lead is on the model audit.",
        )
    )
    story.add(
        Delegation(
            id=fresh("delegation"),
            from_role=role("role", "Chief Financial Officer"),
            to_role=role("role", "Controller"),
            decisions=story.ids("decision", "Run a promotion"),
            starts=story.days(-200),
            review_on=story.days(60),
            reason="Standing, for promotions up to the Controller's own judgement.",
        )
    )
    story.add(
        Delegation(
            id=fresh("delegation"),
            from_role=role("role", "General Counsel"),
            to_role=role("role", "Data Protection Officer"),
            kind="acting",
            starts=story.days(20),
            ends=story.days(34),
            only_when_absent=True,
            reason="Parental leave of the General Counsel.",
        )
    )
    story.add(
        Separation(
            id=fresh("separation"),
            one=role("role", "Procurement Lead"),
            other=role("role", "Controller"),
            reason="Who chooses the supplier does not book the invoice.",
        )
    )
    story.add(
        UrgentRoute(
            id=fresh("urgent"),
            name="Out of hours",
            tier=role("tier", "Executive"),
            decided_by=role("role", "Chief Executive Officer"),
            consulted=story.ids("role", "Chief Risk Officer"),
            condition="Waiting for the next working day would harm customers.",
            report_to=role("role", "Board"),
            ratified_by=role("role", "Board"),
            ratify_within_days=45,
        )
    )


def _notes(story: Story) -> None:
    contract = story.document.rules.by("decision", story.id("decision", "Sign a contract"))
    consulted = story.id("role", "Chief Information Security Officer")
    text = "Security questionnaire first; answers within three days."
    for row in contract:
        if any(step.right == "consult" and consulted in roles_in(step.who) for step in row.procedure):
            story.add(Note(id=fresh("note"), mark="1", text=text, rule=row.id, role=consulted))


# name, decision, facts, place, expected
_CASES = (
    ("Hosting for the German score", "Sign a contract", "amount=180000 EUR, term=36, personal_data=yes, budgeted=no", "Germany",
     "Chief Information Security Officer is consulted, then Chief Financial Officer and General Counsel (different persons) approve, then Managing Director Germany signs, then Board is informed."),
    ("The same for two years", "Sign a contract", "amount=180000 EUR, term=24, personal_data=yes, budgeted=no", "Germany",
     "Chief Information Security Officer is consulted, then Chief Financial Officer approves, then Managing Director Germany or Managing Director Netherlands signs."),
    ("A laptop", "Buy goods or services", "amount=1900 EUR, budgeted=yes", "", "Team Lead approves."),
    ("Yearly renewal, nothing unusual", "Renew a credit-scoring model", "risk=low", "", "Scoring Lead approves, then Risk Lead is informed."),
    ("A large write-off", "Write off a loan", "amount=80000 EUR", "",
     "Risk Lead recommends, then Chief Risk Officer and Chief Financial Officer approve, then Risk Committee is informed."),
)  # fmt: skip


def _cases(story: Story) -> None:
    for position, (name, decision, facts, place, expected) in enumerate(_CASES, 1):
        known = []
        for text in facts.split(", "):
            key, _, value = text.partition("=")
            known.append(Fact(dimension=story.document.dimensions.by("key", key)[0].id, value=value))
        story.add(
            LibraryCase(
                id=fresh("case"),
                name=name,
                decision=story.id("decision", decision),
                facts=tuple(known),
                place=story.id("place", place) if place else None,
                expected=expected,
                position=position,
            )
        )
