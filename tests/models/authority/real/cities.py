"""How five cities buy, by their codes, as workspaces."""

from __future__ import annotations

from pathlib import Path

from models.authority.expressions import Expression
from models.authority.grants import Delegation
from models.authority.rules import Edition, Right, Step
from models.decisions import Instrument
from models.document import Document
from models.quantities import Band
from models.workspace import Workspace
from tests.models.authority.real.tidy import Facts, Line, Scheme, amount, both, cents, edges_of, either, facts_of, flag

RIGHTS: dict[str, Right] = {"award": "approve", "approve": "approve", "inform": "notify", "review": "consult"}
BODIES = ("City council", "City Council", "Mayor and City Council")


def cities(path: Path) -> dict[str, Document]:
    """Return the workspaces by city; every fact of the file is in one of them."""
    return {
        "Beverly Hills": _beverly_hills(path),
        "San Bernardino": _san_bernardino(path),
        "South Weber": _south_weber(path),
        "Somerton": _somerton(path),
        "Pullman": _pullman(path),
    }


def _city(name: str, code: str) -> Scheme:
    scheme = Scheme(name)
    scheme.add(Workspace(name=f"City of {name}", currency="USD"))
    scheme.add(Edition(id="matrix", name=code, version="1"))
    scheme.money()
    return scheme


def _party(scheme: Scheme, line: Line) -> Expression:
    """Return the role of a line; where the code says "or designee" with a standing delegation to one."""
    party = scheme.role(line["role"], "body" if line["role"] in BODIES else "position")
    if line["note"].startswith("or designee") and not any(
        row.from_role == party.role for row in scheme.tables.get("delegation", []) if isinstance(row, Delegation)
    ):
        designee = scheme.role(f"Designee of the {line['role']}")
        scheme.add(
            Delegation(id=f"to-{designee.role}", from_role=party.role, to_role=designee.role, reason="By the code")
        )
    return party


def _steps(scheme: Scheme, lines: list[Line]) -> list[Step]:
    """Return a procedure: the parts in their order, those of "any-of" as one."""
    if {line["combine"] for line in lines} == {"any-of"} and len(lines) > 1:
        return [Step(right="approve", who=either(*(_party(scheme, line) for line in lines)))]
    return [
        Step(right=RIGHTS[line["right"]], who=_party(scheme, line), stage=int(line["seq"]), note=line["condition"])
        for line in sorted(lines, key=lambda line: line["seq"])
    ]


def _beverly_hills(path: Path) -> Document:
    scheme = _city("Beverly Hills", "Municipal code 3-3-107")
    scheme.flag("urgent", "Urgent need determined")
    scheme.flag("budgeted", "Budgeted expense")
    with facts_of(path, "Beverly Hills") as facts:
        name = "Purchase order or contract"
        decision = scheme.decision("purchase", name, "amount", "urgent", "budgeted")
        for level in ("Level 1", "Level 2", "Level 3", "Level 4"):
            line = facts.take(name, condition=level)
            by = _steps(scheme, [line | {"condition": ""}])
            scheme.row(level.lower().replace(" ", "-"), decision, amount(edges_of(line)), by=by, label=level)
        urgent = facts.take_all(name, condition="urgent need determined AND budgeted expense")
        box = (amount(edges_of(urgent[0])), flag("urgent", True), flag("budgeted", True))
        by = _steps(scheme, [line | {"condition": line["note"]} for line in urgent])
        scheme.row("urgent", decision, *box, by=by, kind="urgent", label="Urgent and budgeted")
    return scheme.document()


def _san_bernardino(path: Path) -> Document:
    scheme = _city("San Bernardino", "Municipal code 3.04.040")
    scheme.flag("authorised", "Prior written authorisation")
    with facts_of(path, "San Bernardino") as facts:
        name = "Supplies, equipment, contracted services"
        decision = scheme.decision("purchase", name, "amount")
        substitute = facts.take(name, combine="substitute")
        for key, values in (
            ("small", {"upper": "50000"}),
            ("middle", {"upper": "100000"}),
            ("large", {"upper": ""}),
        ):
            lines = facts.take_all(name, **values)
            scheme.row(key, decision, amount(edges_of(lines[0])), by=_steps(scheme, lines))
        scheme.add(
            Delegation(
                id="substitute",
                from_role=scheme.role("City Manager").role,
                to_role=scheme.role(substitute["role"]).role,
                kind="acting",
                decisions=(decision,),
                limits=(amount(edges_of(substitute)), flag("authorised", True)),
                only_when_absent=True,
                reason=substitute["condition"],
            )
        )
    return scheme.document()


def _south_weber(path: Path) -> Document:
    scheme = _city("South Weber", "City code")
    scheme.flag("in_budget", "Funds in department budget")
    scheme.flag("exempt", "Emergency or fixed-cost service contract")
    with facts_of(path, "South Weber") as facts:
        small = facts.take("Supplies, services, materials")
        decision = scheme.decision("materials", small["decision"], "amount", "in_budget")
        by = _steps(scheme, [small | {"condition": ""}])
        scheme.row("small", decision, amount(edges_of(small)), flag("in_budget", True), by=by)
        name = "Supplies, services, construction"
        decision = scheme.decision("purchase", name, "amount")
        for key, lower in (("middle", "5000"), ("large", "10000")):
            lines = facts.take_all(name, lower=lower)
            by = _steps(scheme, [line | {"condition": line["note"]} for line in lines])
            scheme.row(key, decision, amount(edges_of(lines[0])), by=by)
        order = facts.take("Purchase order")
        decision = scheme.decision("order", order["decision"], "amount", "exempt", note=order["note"])
        requester = scheme.role("Requester", "runtime", resolver="requester")
        by = [Step(right="perform", who=requester)]
        scheme.row("order", decision, amount(edges_of(order)), flag("exempt", False), by=by)
    return scheme.document()


def _somerton(path: Path) -> Document:
    """Chart and text of one section of the code differ at two edges, so each is a source of rows of its own."""
    scheme = _city("Somerton", "City code 3-5-21")
    scheme.add(Instrument(id="chart", name="Chart"), Instrument(id="text", name="Text"))
    with facts_of(path, "Somerton") as facts:
        name = "Standard purchase"
        decision = scheme.decision("purchase", name, "amount")
        below = 0
        for key, upper in (("small", "3000"), ("middle", "10000")):
            lines = facts.take_all(name, upper=upper, bounds="edge conflict")
            by, top = _steps(scheme, lines), cents(upper)
            chart, text = Band(lower=cents(lines[0]["lower"]), upper=top + 1), Band(lower=below, upper=top)
            scheme.row(f"{key}-chart", decision, amount(chart), by=by, instrument="chart", note=lines[0]["note"])
            scheme.row(f"{key}-text", decision, amount(text), by=by, instrument="text", note=lines[0]["note"])
            below = top
        middle = facts.take(name, upper="29999.99")
        scheme.row("large", decision, amount(edges_of(middle)), by=_steps(scheme, [middle]))
        lines = facts.take_all(name, lower="30000")
        by = _steps(scheme, [line | {"condition": line["condition"] or line["note"]} for line in lines])
        scheme.row("council", decision, amount(edges_of(lines[0])), by=by)
    return scheme.document()


def _pullman(path: Path) -> Document:
    """The code joins two roles with a comma, so the row is there as it reads with "and" and as with "or"."""
    scheme = _city("Pullman", "City code 1.107.015")
    with facts_of(path, "Pullman") as facts:
        petty = facts.take("Petty cash")
        decision = scheme.decision("petty", petty["decision"], "amount")
        scheme.row("petty", decision, amount(edges_of(petty)), by=_steps(scheme, [petty]))
        _pullman_purchases(scheme, facts)
    return scheme.document()


def _pullman_purchases(scheme: Scheme, facts: Facts) -> None:
    name = "Products and services"
    decision = scheme.decision("purchase", name, "amount")
    small = facts.take(name, upper="3000")
    scheme.row("small", decision, amount(edges_of(small)), by=_steps(scheme, [small]))
    unclear = facts.take_all(name, combine="ambiguous")
    parties = [_party(scheme, line) for line in unclear]
    for key, who in (("and", both(*parties)), ("or", either(*parties))):
        by = [Step(right="approve", who=who)]
        band = amount(edges_of(unclear[0]))
        scheme.row(f"middle-{key}", decision, band, by=by, label=f"Read as “{key}”", note=unclear[0]["note"])
    large = facts.take(name, lower="50000")
    scheme.row("large", decision, amount(edges_of(large)), by=_steps(scheme, [large]))
