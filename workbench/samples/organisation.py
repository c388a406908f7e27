"""Who there is: entities, roles, people, teams and their charters."""

from models.commands import rows, teams
from models.decisions import Place
from models.ids import fresh
from models.quantities import Money
from models.teams import Absence, Holding, Interaction
from models.workspace import Workspace
from workbench.samples.story import Story

# name, short, kind, level, reports to, column group, purpose
_ROLES = (
    ("Board", "Board", "body", 6, None, "Governance", "Holds the organisation to its purpose."),
    (
        "Risk Committee",
        "RC",
        "body",
        5,
        "Board",
        "Governance",
        "Weighs risks that no one executive should weigh alone.",
    ),
    ("Chief Executive Officer", "CEO", "position", 5, "Board", "Executive", "Answers for the whole."),
    ("Chief Financial Officer", "CFO", "position", 4, "Chief Executive Officer", "Executive", "Answers for the money."),
    (
        "Chief Risk Officer",
        "CRO",
        "position",
        4,
        "Chief Executive Officer",
        "Executive",
        "Answers for the risks taken.",
    ),
    (
        "Chief Technology Officer",
        "CTO",
        "position",
        4,
        "Chief Executive Officer",
        "Executive",
        "Answers for the platform.",
    ),
    ("General Counsel", "GC", "position", 4, "Chief Executive Officer", "Executive", "Answers for what is signed."),
    (
        "Managing Director Germany",
        "MD DE",
        "position",
        3,
        "Chief Executive Officer",
        "Country",
        "Signs for the German entity.",
    ),
    (
        "Managing Director Netherlands",
        "MD NL",
        "position",
        3,
        "Chief Executive Officer",
        "Country",
        "Signs for the Dutch entity.",
    ),
    (
        "Head of People",
        "HoP",
        "position",
        3,
        "Chief Executive Officer",
        "Function",
        "Answers for fair pay and good jobs.",
    ),
    (
        "Chief Information Security Officer",
        "CISO",
        "position",
        3,
        "Chief Technology Officer",
        "Function",
        "Speaks for security.",
    ),
    (
        "Data Protection Officer",
        "DPO",
        "position",
        3,
        "General Counsel",
        "Function",
        "Speaks for the people behind the data.",
    ),
    ("Risk Lead", "RL", "position", 2, "Chief Risk Officer", "Function", "Challenges models and criteria."),
    ("Procurement Lead", "PL", "position", 2, "Chief Financial Officer", "Function", "Gets fair terms."),
    ("Controller", "Ctrl", "position", 2, "Chief Financial Officer", "Function", "Keeps the books true."),
    ("Team Lead", "TL", "group", 1, None, "Team", "Any of the seven leads, for matters of their own team."),
    ("Scoring Lead", "ScL", "position", 1, "Chief Risk Officer", "Team", "Leads Credit Scoring."),
    ("Onboarding Lead", "OnL", "position", 1, "Chief Executive Officer", "Team", "Leads Onboarding."),
    ("Servicing Lead", "SeL", "position", 1, "Chief Executive Officer", "Team", "Leads Loan Servicing."),
    ("Fraud Lead", "FrL", "position", 1, "Chief Risk Officer", "Team", "Leads Fraud."),
    ("Growth Lead", "GrL", "position", 1, "Chief Executive Officer", "Team", "Leads Growth."),
    ("Platform Lead", "PfL", "position", 1, "Chief Technology Officer", "Team", "Leads Platform."),
    ("Data Products Lead", "DaL", "position", 1, "Chief Technology Officer", "Team", "Leads Data Products."),
    ("Requester's Manager", "Mgr", "runtime", 1, None, "Team", "Whoever the person who asks reports to."),
)

_HOLDERS = {
    "Board": ("Ingrid Aalto", "Tomas Brandt", "Leila Haddad", "Piet de Wit", "Ruth Okafor"),
    "Risk Committee": ("Leila Haddad", "Marta Kowalczyk", "Henrik Sund", "Amira Said"),
    "Chief Executive Officer": ("Sofia Lindqvist",),
    "Chief Financial Officer": ("Jonas Weber",),
    "Chief Risk Officer": ("Marta Kowalczyk",),
    "Chief Technology Officer": ("Daniel Achterberg",),
    "General Counsel": ("Claire Fontaine",),
    "Managing Director Germany": ("Katrin Vogel",),
    "Managing Director Netherlands": ("Bram Jansen",),
    "Head of People": ("Nadia Rahimi",),
    "Chief Information Security Officer": ("Viktor Stein",),
    "Data Protection Officer": ("Amira Said",),
    "Risk Lead": ("Henrik Sund",),
    "Procurement Lead": ("Olga Petrenko",),
    "Controller": ("Felix Braun",),
    "Scoring Lead": ("Yuki Tanaka",),
    "Onboarding Lead": ("Carlos Medina",),
    "Servicing Lead": ("Hanna Virtanen",),
    "Fraud Lead": ("Samuel Osei",),
    "Growth Lead": ("Elif Demir",),
    "Platform Lead": ("Ravi Menon",),
    "Data Products Lead": ("Greta Holm",),
}

# In this order: name, kind, lead, skills, members with their part and allocation, charter.
_TEAMS = (
    ("Credit Scoring", "stream", "Scoring Lead", ("modelling", "credit policy", "Python"),
     (("Yuki Tanaka", "Lead", 100), ("Pavel Novak", "Modeller", 100), ("Ines Duarte", "Modeller", 100),
      ("Lars Eriksen", "Credit analyst", 100), ("Mei Chen", "Engineer", 100)),
     {"purpose": "Lend to people who can pay back, and say no early and kindly to those who cannot.",
      "customer": "Applicants, and the risk committee that answers for the book.",
      "in_scope": "Scorecards and their thresholds; the features they use; monitoring in production.",
      "out_of_scope": "Identity checks, collections, the price of a loan.",
      "ways_of_working": "A model change is a written proposal with its back-test; anyone may challenge it for three days.",
      "tooling": "Shared experiment tracker and feature store.", "budget": 42_000_000,
      "escalation_note": "A change that moves approval rates by more than two points goes to the Risk Lead first."}),
    ("Onboarding", "stream", "Onboarding Lead", ("design", "mobile", "identity"),
     (("Carlos Medina", "Lead", 100), ("Freya Nilsen", "Designer", 100), ("Ali Karimi", "Engineer", 100),
      ("Joana Reis", "Engineer", 100), ("Noah Adler", "Researcher", 100), ("Zoe Papadaki", "Engineer", 100)),
     {"purpose": "From first click to signed agreement in minutes, without a phone call.",
      "customer": "New borrowers.", "in_scope": "Application, identity, consent and signature.",
      "out_of_scope": "Who is accepted; what happens after the first payment.",
      "ways_of_working": "Two-week bets, shown every second Friday.", "tooling": "Design system, session replay.",
      "budget": 36_000_000, "escalation_note": "Consent wording goes to the Data Protection Officer."}),
    ("Loan Servicing", "stream", "Servicing Lead", ("operations", "conversation design"),
     (("Hanna Virtanen", "Lead", 100), ("Peter Kraus", "Operations", 100), ("Aisha Bello", "Operations", 100),
      ("Milan Horvat", "Engineer", 100)),
     {"purpose": "Keep people on track, and treat those in trouble fairly.", "customer": "Borrowers.",
      "in_scope": "Payments, hardship arrangements, complaints.", "out_of_scope": "Sale of claims.",
      "ways_of_working": "One queue, shared daily.", "tooling": "Case desk.", "budget": 28_000_000,
      "escalation_note": "Vulnerable customers first, whatever the amount."}),
    ("Fraud", "stream", "Fraud Lead", ("investigation", "graph analysis"),
     (("Samuel Osei", "Lead", 100), ("Dina Morozova", "Analyst", 100), ("Theo Marchetti", "Engineer", 100)),
     {"purpose": "Stop organised fraud without insulting honest people.", "customer": "Every other team.",
      "in_scope": "Detection rules, investigations, blocking.", "out_of_scope": "Credit risk.",
      "ways_of_working": "Rules ship behind a shadow run.", "tooling": "Graph store.", "budget": 19_000_000,
      "escalation_note": "Blocking more than fifty accounts at once goes to the Chief Risk Officer."}),
    ("Growth", "stream", "Growth Lead", ("marketing", "pricing", "experiments"),
     (("Elif Demir", "Lead", 100), ("Marco Bassi", "Marketer", 100), ("Sanne Visser", "Marketer", 100),
      ("Adam Wolski", "Analyst", 100), ("Julie Perrin", "Writer", 100), ("Omar Farouk", "Engineer", 100),
      ("Tilda Berg", "Designer", 100), ("Kofi Mensah", "Engineer", 50)),
     {"purpose": "Make Northlight the loan that people recommend.", "customer": "People comparing loans.",
      "in_scope": "Campaigns, promotions, referral.", "out_of_scope": "Lending criteria.",
      "ways_of_working": "Every campaign states what it expects to learn.", "tooling": "Experiment platform.",
      "budget": 65_000_000, "escalation_note": "Claims about price go to the General Counsel."}),
    ("Platform", "platform", "Platform Lead", ("cloud", "security", "developer experience"),
     (("Ravi Menon", "Lead", 100), ("Stine Dahl", "Engineer", 100), ("Igor Lazarev", "Engineer", 100),
      ("Maya Cohen", "Engineer", 100), ("Ben Schuster", "Engineer", 100)),
     {"purpose": "Make the right way the easy way.", "customer": "The other six teams.",
      "in_scope": "Pipelines, environments, experiment tracking, observability.",
      "out_of_scope": "Product features.", "ways_of_working": "Platform parts compete: nobody is made to use them.",
      "tooling": "Owns it.", "budget": 54_000_000, "escalation_note": "Outages page the Platform Lead at once."}),
    ("Data Products", "enabling", "Data Products Lead", ("data engineering", "catalogue", "privacy"),
     (("Greta Holm", "Lead", 100), ("Arjun Patel", "Data engineer", 100), ("Lucia Romano", "Data engineer", 100),
      ("Emil Sorensen", "Steward", 100)),
     {"purpose": "Data that can be found, trusted and used without asking.", "customer": "Every team that decides.",
      "in_scope": "Feature store, customer 360, catalogue.", "out_of_scope": "Reports for one team only.",
      "ways_of_working": "A data product has an owner, a promise and a page.", "tooling": "Catalogue, lineage.",
      "budget": 31_000_000, "escalation_note": "New uses of personal data go to the Data Protection Officer."}),
)  # fmt: skip


def tell(story: Story) -> None:
    """Set up the organisation."""
    with story.chapter("Name the organisation and its entities"):
        story.add(
            Workspace(
                name="Northlight",
                purpose="Consumer loans that people understand, from Germany and the Netherlands.",
                currency="EUR",
            )
        )
        group = story.add(Place(id=fresh("place"), name="Northlight Group", position=1))
        for number, name in enumerate(("Germany", "Netherlands"), 2):
            story.add(Place(id=fresh("place"), name=name, parent=group.id, position=number))
    with story.chapter("Set up the roles"):
        for name, short, kind, level, above, group_name, purpose in _ROLES:
            reports_to = story.id("role", above) if above else None
            fields = {"short": short, "kind": kind, "level": level, "reports_to": reports_to}
            story.do(teams.add_role, name, column_group=group_name, purpose=purpose, **fields)
        leads = story.ids("role", *(lead for _, _, lead, *_ in _TEAMS))
        story.do(rows.set_fields, "role", story.id("role", "Team Lead"), members=leads)
        _bodies(story)
    with story.chapter("Say who holds which role"):
        for role, people in _HOLDERS.items():
            for person in people:
                story.do(teams.hold_role, story.id("role", role), person, story.days(-600))
        _absences(story)
    with story.chapter("Charter the teams"):
        for team in _TEAMS:
            _charter(story, *team)
        _interactions(story)


def _bodies(story: Story) -> None:
    story.do(rows.set_fields, "role", story.id("role", "Board"), quorum=3, meets_every_days=45)
    story.do(rows.set_fields, "role", story.id("role", "Risk Committee"), quorum=3, meets_every_days=14)
    manager = story.id("role", "Requester's Manager")
    story.do(rows.set_fields, "role", manager, resolver="requester_manager")


def _absences(story: Story) -> None:
    counsel, deputy = story.ids("person", "Claire Fontaine", "Amira Said")
    story.add(
        Absence(
            id=fresh("absence"),
            person=counsel,
            starts=story.days(20),
            ends=story.days(34),
            reason="Parental leave",
            substitute=deputy,
            authorised_before=True,
        )
    )
    story.add(
        Holding(
            id=fresh("holding"),
            role=story.id("role", "General Counsel"),
            person=deputy,
            starts=story.days(20),
            ends=story.days(34),
            acting=True,
        )
    )


def _charter(
    story: Story,
    name: str,
    kind: str,
    lead: str,
    skills: tuple[str, ...],
    members: tuple[tuple[str, str, int], ...],
    charter: dict[str, object],
) -> None:
    story.do(teams.add_team, name, kind=kind, skills=skills)
    team = story.id("team", name)
    for person, part, allocation in members:
        story.do(teams.add_member, team, person, allocation, part)
    story.do(rows.set_fields, "role", story.id("role", lead), team=team)
    texts = {key: value for key, value in charter.items() if key != "budget"}
    cents = charter["budget"]
    assert isinstance(cents, int)
    story.do(
        teams.set_charter,
        team,
        budget=Money(minor=cents, currency="EUR"),
        version="3",
        signed_on=story.days(-70),
        review_on=story.days(35),
        **texts,
    )


def _interactions(story: Story) -> None:
    for team, other, mode, purpose in (
        ("Platform", "Credit Scoring", "facilitation", "Move scorecards to the shared pipeline"),
        ("Data Products", "Fraud", "collaboration", "One feature store instead of two"),
        ("Platform", "Onboarding", "service", "Identity checks as a service"),
    ):
        one, two = story.ids("team", team, other)
        story.add(
            Interaction(id=fresh("interaction"), team=one, other=two, purpose=purpose, until=story.days(60)).changed(
                mode=mode
            )
        )
