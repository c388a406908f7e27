"""Examples of findings about the tiers of decisions."""

from __future__ import annotations

from models.authority.expressions import KOf, OneRole
from models.authority.rules import Condition, Step
from models.cases import Fact, LibraryCase
from models.decisions import Decision, Tier
from models.teams import Role
from tests.models.authority.small import approve, band, matrix, risk, row
from tests.models.findings.example import Example


def tier(rank: int, *conditions: Condition, **fields: object) -> Tier:
    known = {"id": f"t{rank}", "name": f"Tier {rank}", "rank": rank, "conditions": conditions}
    return Tier.model_validate({**known, **fields})


def buy(**fields: object) -> Decision:
    return Decision.model_validate({"id": "buy", "name": "Buy", "tier": "t1", **fields})


LOW, HIGH = tier(1, decided_by="lead"), tier(2, decided_by="head")
FINAL = buy(reversibility="irreversible")
TWO_OF = Step(right="approve", who=KOf(count=2, parts=(OneRole(role="ceo"), OneRole(role="cfo"))))
CASE = LibraryCase(id="c", name="Case", decision="buy", facts=(Fact(dimension="amount", value="500 EUR"),))
ABOVE = tier(2, band(100, "unlimited"))

EXAMPLES = (
    Example("F48", matrix(LOW, HIGH, buy()), matrix(LOW, buy()), words="No decision belongs to the tier “Tier 2”."),
    Example(
        "F48",
        matrix(LOW, ABOVE, buy(dimensions=("amount",)), row("small", band(None, 100))),
        matrix(LOW, ABOVE, buy(dimensions=("amount",)), row("small", band(None, 101))),
        words="No decision belongs to the tier “Tier 2”, and no row or example meets its criteria.",
    ),
    Example(
        "F48",
        matrix(LOW, ABOVE, buy(), CASE.changed(facts=(Fact(dimension="amount", value="99 EUR"),))),
        matrix(LOW, ABOVE, buy(), CASE),
    ),
    Example(
        "F49",
        matrix(tier(1, band(None, 500)), tier(2, band(None, 100))),
        matrix(tier(1, band(None, 100)), tier(2, band(None, 500))),
        words=(
            "The tier “Tier 2” stands above “Tier 1”, but is for smaller cases: Amount below 100 EUR, against Amount "
            "below 500 EUR."
        ),
    ),
    Example("F49", matrix(tier(1, risk("high")), tier(2, risk("low"))), matrix(tier(1, risk("low")), tier(2))),
    Example(
        "F49",
        matrix(tier(1, decided_by="head"), tier(2, decided_by="lead"), Role(id="lead", name="Lead", reports_to="head")),
        matrix(tier(1, decided_by="lead"), tier(2, decided_by="head"), Role(id="lead", name="Lead", reports_to="head")),
        words="but Lead, who decides there, reports to Head, who decides below.",
    ),
    Example(
        "F49",
        matrix(
            tier(1, decided_by="head"),
            tier(2, decided_by="lead"),
            Role(id="lead", name="Lead", level=1),
            Role(id="head", name="Head", level=2),
        ),
        matrix(
            tier(1, decided_by="head"),
            tier(2, decided_by="lead"),
            Role(id="lead", name="Lead", level=2),
            Role(id="head", name="Head", level=2),
        ),
        words="but Lead, who decides there, is on a lower level than Head, who decides below.",
    ),
    Example(
        "F50",
        matrix(LOW, HIGH, buy(tier="t2", reversibility="reversible"), row("all", by="Head")),
        matrix(LOW, HIGH, buy(tier="t2", reversibility="costly"), row("all", by="Head")),
        words="“Buy” can be taken back and is not sensitive, yet it is a matter of the tier “Tier 2”.",
    ),
    Example(
        "F50",
        matrix(LOW, HIGH, buy(tier="t2", reversibility="reversible"), row("all", by="Head")),
        matrix(
            LOW,
            HIGH,
            buy(tier="t2", reversibility="reversible"),
            row("low", risk("low")),
            row("high", risk("medium", "high"), by="Head"),
        ),
        note="Whoever decides in the lowest tier decides the light cases here as well.",
    ),
    Example(
        "F51",
        matrix(LOW, HIGH, FINAL, row("all")),
        matrix(LOW.changed(four_eyes=True), HIGH, FINAL, row("all")),
        words=(
            "“Buy” cannot be taken back, yet it is a matter of the lowest tier, “Tier 1”, where one person alone "
            "decides."
        ),
    ),
    Example(
        "F51",
        matrix(LOW, HIGH, buy(sensitive=True), row("all")),
        matrix(LOW, HIGH, buy(sensitive=True), row("all", by=(approve("Lead"), approve("Head", right="agree")))),
        words="“Buy” is sensitive",
    ),
    Example("F51", matrix(LOW, HIGH, FINAL), matrix(LOW, HIGH, FINAL, row("all", by=(TWO_OF,)))),
    Example(
        "F51",
        matrix(LOW, HIGH, FINAL, row("all")),
        matrix(LOW, HIGH, FINAL.changed(note="A cup of coffee at most."), row("all")),
    ),
)
