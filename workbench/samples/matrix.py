"""The authority matrix of Northlight: for each decision its rows, in the words of `phrases`."""

from models.authority.rules import Edition, Rule, Step
from models.authority.schemes import HOUSE_LETTERS, Scheme
from models.commands.rows import last_position
from models.ids import fresh
from workbench.samples.phrases import Row, all_of, any_of, k_of, part, vote
from workbench.samples.story import Story

_LEAD, _RISK, _CFO, _CRO, _CTO = (
    "Team Lead",
    "Risk Lead",
    "Chief Financial Officer",
    "Chief Risk Officer",
    "Chief Technology Officer",
)
_CEO, _GC, _CISO, _DPO = (
    "Chief Executive Officer",
    "General Counsel",
    "Chief Information Security Officer",
    "Data Protection Officer",
)
_BOARD, _COMMITTEE, _PEOPLE, _BUYER, _CONTROLLER = (
    "Board",
    "Risk Committee",
    "Head of People",
    "Procurement Lead",
    "Controller",
)
_MANAGER = "Requester's Manager"
_DE, _NL = "Managing Director Germany", "Managing Director Netherlands"


def _matrix() -> dict[str, tuple[Row, ...]]:
    approve_board = part("approve", vote(_BOARD, quorum=3), hours=24 * 45)
    signing = (part("sign", any_of(_DE, _NL), then=True),)
    return {
        # Money
        "Buy goods or services": (
            Row("amount ..2000", part("approve", _LEAD)),
            Row("amount >2000..50000; budgeted yes", part("approve", _LEAD), part("consult", _BUYER)),
            Row("amount >2000..50000; budgeted no", part("consult", _BUYER), part("approve", _CFO, then=True, hours=72, late="escalate")),
            Row("amount >50000..250000", part("consult", _BUYER), part("approve", all_of(_CFO, any_of(_CTO, _CRO)), then=True)),
            Row("amount >250000..", part("recommend", _CFO), part("approve", _CEO, then=True), part("notify", _BOARD, then=True)),
        ),
        "Sign a contract": (
            Row("amount ..25000; term ..12", part("approve", _LEAD), *signing),
            Row("amount ..25000; term >12..; personal_data no", part("consult", _BUYER), part("approve", _CFO, then=True), *signing),
            Row("amount >25000..100000; term ..24; personal_data no", part("consult", _BUYER), part("approve", _CFO, then=True), *signing),
            Row("amount >25000..100000; term >24..; personal_data no", part("consult", _BUYER), part("approve", all_of(_CFO, _GC), then=True), *signing),
            Row("amount ..25000; term >12..; personal_data yes", part("consult", _DPO), part("approve", all_of(_CFO, _GC), then=True), *signing),
            Row("amount >25000..100000; personal_data yes", part("consult", _DPO), part("approve", all_of(_CFO, _GC), then=True), *signing),
            Row("amount >100000..500000; term ..24", part("consult", _CISO, hours=72, late="approve"), part("approve", _CFO, then=True), *signing),
            Row("amount >100000..500000; term >24..; personal_data no", part("consult", _BUYER), part("approve", all_of(_CFO, _GC), then=True), *signing, part("notify", _BOARD, then=True)),
            Row("amount >100000..500000; term >24..; personal_data yes", part("consult", _CISO), part("approve", all_of(_CFO, _GC, distinct=True), then=True, hours=120, late="escalate"), *signing, part("notify", _BOARD, then=True)),
            Row("amount >100000..500000; term >24..; personal_data yes", part("consult", _CISO), part("approve", all_of(_CFO, _GC, distinct=True), then=True, hours=120, late="escalate"), part("sign", _DE, then=True), part("notify", _BOARD, then=True), place="Germany"),
            Row("amount >500000..", part("recommend", _CFO), approve_board, part("sign", _CEO, then=True)),
        ),
        "Travel and events": (
            Row("amount ..<1000", part("approve", _LEAD)),
            Row("amount >1000..", part("approve", _MANAGER), part("notify", _CONTROLLER, then=True)),
        ),
        "Write off a loan": (
            Row("amount ..5000", part("approve", "Servicing Lead"), part("notify", _CONTROLLER, then=True)),
            Row("amount >5000..50000", part("recommend", "Servicing Lead"), part("approve", _RISK, then=True, hours=48, late="escalate"), part("notify", _CONTROLLER, then=True)),
            Row("amount >50000..", part("recommend", _RISK), part("approve", all_of(_CRO, _CFO), then=True), part("notify", _COMMITTEE, then=True)),
        ),
        "Grant a hardship arrangement": (
            Row("amount ..15000", part("approve", "Servicing Lead")),
            Row("amount >15000..", part("recommend", "Servicing Lead"), part("approve", _RISK, then=True, hours=24, late="approve")),
        ),
        "Sponsor or donate": (
            Row("amount ..10000", part("approve", _CEO)),
            Row("amount >10000..", part("recommend", _CEO), approve_board),
        ),
        "Open or close a bank account": (Row("", part("approve", _CFO), part("sign", k_of(2, _CFO, _CEO, _GC), then=True)),),
        "Borrow or issue debt": (Row("", part("recommend", _CFO), approve_board, part("sign", all_of(_CEO, _CFO), then=True)),),
        # Products and pricing
        "Launch a product": (
            Row("risk low", part("consult", _GC), part("approve", "Growth Lead", then=True), part("notify", _CEO, then=True)),
            Row("risk medium", part("consult", _GC), part("endorse", _RISK), part("approve", _CEO, then=True)),
            Row("risk high", part("endorse", _COMMITTEE), part("approve", _CEO, then=True), part("notify", _BOARD, then=True)),
        ),
        "Retire a product": (
            Row("risk low|medium", part("approve", "Growth Lead"), part("notify", "Servicing Lead", then=True)),
            Row("risk high", part("consult", _CRO), part("approve", _CEO, then=True)),
        ),
        "Change a price": (
            Row("risk low", part("approve", "Growth Lead"), part("notify", _CONTROLLER, then=True)),
            Row("risk medium", part("consult", _RISK), part("approve", _CFO, then=True)),
            Row("risk high", part("approve", all_of(_CFO, _CRO)), part("notify", _CEO, then=True)),
        ),
        "Run a promotion": (
            Row("amount ..20000", part("approve", "Growth Lead")),
            Row("amount >20000..", part("recommend", "Growth Lead"), part("approve", _CFO, then=True)),
        ),
        "Change lending criteria": (
            Row("risk low", part("recommend", "Scoring Lead"), part("approve", _RISK, then=True)),
            Row("risk medium", part("recommend", "Scoring Lead"), part("agree", _RISK, then=True), part("approve", _CRO, then=True)),
            Row("risk high", part("recommend", _CRO), part("approve", vote(_COMMITTEE, quorum=3), then=True, hours=24 * 14), part("notify", _BOARD, then=True)),
        ),
        "Make a claim in marketing": (
            Row("risk low", part("approve", "Growth Lead")),
            Row("risk medium|high", part("recommend", "Growth Lead"), part("approve", _GC, then=True, hours=72, late="reject")),
        ),
        "Answer a complaint with a payment": (
            Row("amount ..250", part("approve", "Servicing Lead")),
            Row("amount >250..5000", part("recommend", "Servicing Lead"), part("approve", _CONTROLLER, then=True)),
            Row("amount >5000..", part("consult", _GC), part("approve", _CFO, then=True)),
        ),
        # Models and AI
        "Renew a credit-scoring model": (
            Row("risk low", part("approve", "Scoring Lead"), part("notify", _RISK, then=True)),
            Row("risk medium", part("recommend", "Scoring Lead"), part("approve", _RISK, then=True, hours=40, late="escalate")),
            Row("risk high", part("recommend", "Scoring Lead"), part("endorse", _RISK, then=True, hours=40, late="escalate"), part("approve", _CRO, then=True), part("notify", _COMMITTEE, then=True)),
        ),
        "Put a new model into production": (
            Row("risk low; personal_data no", part("approve", "Scoring Lead")),
            Row("risk low; personal_data yes", part("consult", _DPO), part("approve", _RISK, then=True)),
            Row("risk medium", part("consult", all_of(_DPO, _CISO)), part("approve", _RISK, then=True, hours=40, late="escalate")),
            Row("risk high", part("recommend", _RISK), part("consult", all_of(_DPO, _CISO), then=True), part("approve", all_of(_CRO, _CTO), then=True), part("notify", _COMMITTEE, then=True)),
        ),
        "Choose a model vendor": (
            Row("amount ..50000; personal_data no", part("consult", _BUYER), part("approve", "Platform Lead", then=True)),
            Row("amount ..50000; personal_data yes", part("consult", all_of(_BUYER, _DPO)), part("approve", _CTO, then=True)),
            Row("amount >50000..", part("consult", all_of(_BUYER, _DPO, _CISO)), part("approve", all_of(_CTO, _CFO), then=True)),
        ),
        "Train on customer data": (
            Row("personal_data no", part("approve", "Data Products Lead")),
            Row("personal_data yes; risk low|medium", part("agree", _DPO), part("approve", _RISK, then=True)),
            Row("personal_data yes; risk high", part("agree", _DPO), part("approve", _CRO, then=True)),
        ),
        "Change a model threshold": (
            Row("risk low|medium", part("approve", "Scoring Lead"), part("notify", _RISK, then=True)),
            Row("risk high", part("recommend", "Scoring Lead"), part("approve", _RISK, then=True, hours=40, late="escalate")),
        ),
        "Retire a model": (Row("", part("approve", "Scoring Lead"), part("notify", _RISK, then=True)),),
        "Let an assistant talk to customers": (
            Row("risk low", part("consult", _DPO), part("approve", "Servicing Lead", then=True)),
            Row("risk medium", part("consult", _DPO), part("approve", all_of("Servicing Lead", _RISK), then=True)),
            Row("risk high", part("recommend", "Servicing Lead"), part("approve", k_of(2, _CRO, _GC, _CTO), then=True)),
        ),
        "Override a model's decision": (
            Row("amount ..10000", part("approve", any_of("Scoring Lead", "Servicing Lead"))),
            Row("amount >10000..", part("approve", _RISK, hours=24, late="escalate")),
        ),
        # Technology and data
        "Release to production": (
            Row("risk low", part("approve", _LEAD)),
            Row("risk medium", part("approve", all_of(_LEAD, "Platform Lead"))),
            Row("risk high", part("consult", _CISO), part("approve", _CTO, then=True)),
        ),
        "Adopt a tool": (
            Row("amount ..10000; personal_data no", part("approve", _LEAD)),
            Row("amount ..10000; personal_data yes", part("consult", _DPO), part("approve", _LEAD, then=True)),
            Row("amount >10000..", part("consult", all_of(_CISO, _BUYER)), part("approve", _CTO, then=True)),
        ),
        "Change the platform's architecture": (
            Row("risk low|medium", part("consult", "Data Products Lead"), part("approve", "Platform Lead", then=True)),
            Row("risk high", part("recommend", "Platform Lead"), part("consult", _CISO, then=True), part("approve", _CTO, then=True)),
        ),
        "Offer a data product": (
            Row("personal_data no", part("approve", "Data Products Lead")),
            Row("personal_data yes", part("agree", _DPO), part("approve", "Data Products Lead", then=True)),
        ),
        "Give access to personal data": (
            Row("headcount ..5", part("approve", _DPO, hours=24, late="escalate")),
            Row("headcount >5..", part("recommend", _DPO), part("approve", _GC, then=True)),
        ),
        "Accept a security risk": (
            Row("risk low", part("approve", "Platform Lead"), part("notify", _CISO, then=True)),
            Row("risk medium", part("approve", _CISO)),
            Row("risk high", part("recommend", _CISO), part("approve", all_of(_CTO, _CRO), then=True)),
        ),
        "Declare a major incident": (Row("", part("approve", any_of("Platform Lead", _CISO, _CTO)), part("notify", _CEO, then=True)),),
        # People
        "Hire within plan": (Row("", part("approve", _LEAD), part("notify", _PEOPLE, then=True)),),
        "Hire above plan": (
            Row("headcount ..3", part("recommend", _MANAGER), part("approve", all_of(_PEOPLE, _CFO), then=True)),
            Row("headcount >3..", part("recommend", _PEOPLE), part("approve", _CEO, then=True)),
        ),
        "Raise a salary": (
            Row("amount ..5000; budgeted yes", part("approve", _LEAD), part("notify", _PEOPLE, then=True)),
            Row("amount >5000..; budgeted yes", part("recommend", _MANAGER), part("approve", _PEOPLE, then=True)),
            Row("budgeted no", part("recommend", _PEOPLE), part("approve", _CFO, then=True)),
        ),
        "Pay a bonus": (
            Row("amount ..5000", part("approve", _LEAD), part("notify", _PEOPLE, then=True)),
            Row("amount 5000..", part("recommend", _MANAGER), part("approve", _PEOPLE, then=True)),
        ),
        "Promote to lead": (Row("", part("recommend", _MANAGER), part("approve", _PEOPLE, then=True), part("notify", _CEO, then=True)),),
        "End an employment": (Row("", part("recommend", _MANAGER), part("consult", _GC, then=True), part("approve", _PEOPLE, then=True)),),
        "Reorganise teams": (
            Row("headcount ..7", part("approve", all_of(_LEAD, _PEOPLE))),
            Row("headcount >7..", part("recommend", _PEOPLE), part("approve", _CEO, then=True)),
        ),
        "Appoint an executive": (Row("", part("recommend", _CEO), approve_board),),
        # Governance
        "Set the quarter's themes": (Row("", part("consult", _LEAD), part("approve", _CEO, then=True), part("notify", _BOARD, then=True)),),
        "Approve the annual budget": (Row("", part("recommend", _CFO), part("endorse", _CEO, then=True), approve_board),),
        "Change this matrix": (
            Row("risk low", part("consult", _LEAD), part("approve", _GC, then=True)),
            Row("risk medium", part("consult", _LEAD), part("approve", _CEO, then=True)),
            Row("risk high", part("recommend", _CEO), approve_board),
        ),
        "Start or settle a lawsuit": (
            Row("amount ..50000", part("approve", _GC), part("notify", _CFO, then=True)),
            Row("amount >50000..500000", part("recommend", _GC), part("approve", all_of(_CEO, _CFO), then=True)),
            Row("amount >500000..", part("recommend", _GC), approve_board),
        ),
        "Report a breach to the regulator": (Row("", part("consult", _CISO), part("approve", _DPO, then=True, hours=72, late="escalate"), part("notify", all_of(_GC, _CEO), then=True)),),
        "Set up or close an entity": (Row("", part("recommend", _CEO), approve_board),),
        "Appoint the auditor": (Row("", part("recommend", _CFO), approve_board),),
    }  # fmt: skip


def tell(story: Story) -> None:
    """Write the matrix."""
    with story.chapter("Begin the matrix"):
        scheme = story.add(Scheme(id=fresh("scheme"), name="Northlight letters", letters=HOUSE_LETTERS))
        edition = story.add(
            Edition(
                id=fresh("edition"),
                name="Scheme of delegation",
                version="4",
                scheme=scheme.id,
                owner=story.id("role", _GC),
                approving_body=story.id("role", _BOARD),
                approved_on=story.days(-75),
                effective=story.days(-61),
                review_on=story.days(29),
                residual=story.id("role", _CEO),
                residual_note="What is written nowhere is decided by the Chief Executive Officer.",
            )
        )
    with story.chapter("Write the matrix"):
        for decision, found in _matrix().items():
            for row in found:
                _rule(story, edition.id, decision, row)


def _rule(story: Story, edition: str, decision: str, row: Row) -> None:
    steps: list[Step] = []
    for each in row.parts:
        stage = steps[-1].stage + each.then if steps else 1
        steps.append(each.step(story.document, stage))
    story.add(
        Rule(
            id=fresh("rule"),
            edition=edition,
            decision=story.id("decision", decision),
            box=row.box(story.document),
            places=(story.id("place", row.place),) if row.place else (),
            procedure=tuple(steps),
            position=last_position(story.document, "rule"),
        )
    )
