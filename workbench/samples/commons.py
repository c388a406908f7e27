"""What the teams of Northlight share: guilds, platform, data products, resources, knowledge, guardrails."""

from models.commons import Adoption, Booking, Component, Guardrail, Guild, GuildMember, Knowledge, Pool
from models.ids import fresh
from workbench.samples.story import Story

_GUILDS = (
    ("Modelling", "Share what works in scoring, fraud and pricing.", "Pavel Novak", ("validation", "drift", "fairness"), 14, -9,
     ("Pavel Novak", "Ines Duarte", "Dina Morozova", "Adam Wolski", "Arjun Patel")),
    ("Writing", "Letters that people understand the first time.", "Julie Perrin", ("refusals", "reminders"), 21, -16,
     ("Julie Perrin", "Freya Nilsen", "Aisha Bello", "Claire Fontaine")),
    ("Site reliability", "Sleep well.", "Stine Dahl", ("alerts", "post-mortems"), 14, -5,
     ("Stine Dahl", "Milan Horvat", "Theo Marchetti", "Joana Reis", "Mei Chen")),
)  # fmt: skip

# name, kind, owner, purpose, promise, found at, adoptions
_COMPONENTS = (
    ("Model pipeline", "platform", "Platform", "From notebook to production with a check at every step.", "A release in one day, rollback in five minutes.", "docs/pipeline",
     (("Credit Scoring", "uses"), ("Onboarding", "uses"), ("Growth", "contributes"))),
    ("Experiment tracker", "platform", "Platform", "What was tried, and what came of it.", "Every run kept for two years.", "docs/tracker",
     (("Credit Scoring", "uses"), ("Growth", "uses"), ("Fraud", "uses"))),
    ("Feature store", "data_product", "Data Products", "Features with one definition.", "Fresh by six each morning.", "catalogue/features",
     (("Credit Scoring", "uses"), ("Fraud", "duplicates"))),
    ("Customer 360", "data_product", "Data Products", "One page for one customer.", "No more than fifteen minutes behind.", "catalogue/customer",
     (("Loan Servicing", "uses"), ("Growth", "uses"))),
    ("Identity checks", "platform", "Platform", "Who is asking.", "99.9 % of the time.", "docs/identity", (("Onboarding", "uses"),)),
    ("Letter builder", "platform", "Loan Servicing", "Letters from tested sentences.", "", "", (("Loan Servicing", "uses"),)),
)  # fmt: skip

# name, unit, capacity, reserved, broker, bookings
_POOLS = (
    ("Training compute", "GPU hours a week", 640, 0.6, "Platform Lead",
     (("Credit Scoring", 260, "granted", "Yearly renewals"), ("Fraud", 180, "granted", "Graph model"), ("Growth", 240, "asked", "Uplift model"))),
    ("Legal hours", "hours a week", 60, 0.5, "General Counsel",
     (("Onboarding", 18, "granted", "Consent wording"), ("Growth", 12, "granted", "Price claims"))),
    ("Research panel", "interviews a month", 40, 0.25, "Onboarding Lead",
     (("Onboarding", 20, "granted", "Freelancers"), ("Loan Servicing", 12, "granted", "People in trouble"))),
)  # fmt: skip

_KNOWLEDGE = (
    ("incident", "The night the feature store was empty", -96, "Credit Scoring", "A job failed silently; scores fell back to last week's. Every feature now says how old it is."),
    ("incident", "Reminders sent twice", -41, "Loan Servicing", "A retry without a key. Letters now carry one."),
    ("showcase", "Refusal letters that customers keep", -20, "Loan Servicing", "What happened when the Writing guild rewrote nine letters."),
    ("talk", "Counting doors: which decisions are really one-way", -62, "Platform", "A list that halved the release checklist."),
    ("office_hours", "Ask the Data Protection Officer", -3, "Data Products", "Thursdays at ten, no agenda."),
    ("rotation", "Dina with Credit Scoring for a month", -30, "Fraud", "Brought back the back-test template."),
)  # fmt: skip

_GUARDRAILS = (
    ("check", "Back-test before release", "Team", "Put a new model into production", "Credit Scoring", "Gini within two points of the model in use"),
    ("monitor", "Approval rate by region", "Lead", "Change a model threshold", "Credit Scoring", "No region moves by more than three points in a week"),
    ("check", "No personal data in logs", "Team", "Release to production", "Platform", "Zero matches"),
    ("monitor", "Spending against budget", "Team", "Buy goods or services", "Platform", "Weekly, 90 % of the quarter's budget"),
)  # fmt: skip


def tell(story: Story) -> None:
    """Set up what is shared."""
    with story.chapter("Start the guilds"):
        for position, (name, purpose, host, topics, every, last, members) in enumerate(_GUILDS, 1):
            guild = Guild(id=fresh("guild"), name=name, purpose=purpose, topics=topics, meets_every_days=every)
            story.add(guild.changed(host=story.id("person", host), last_met=story.days(last), position=position))
            for member in members:
                story.add(GuildMember(id=fresh("guildmember"), guild=guild.id, person=story.id("person", member)))
    with story.chapter("List the shared platform"):
        for position, (name, kind, owner, purpose, promise, found_at, adoptions) in enumerate(_COMPONENTS, 1):
            part = Component(id=fresh("component"), name=name, owner=story.id("team", owner), purpose=purpose)
            texts = {"promise": promise, "found_at": found_at, "documentation": found_at}
            story.add(part.changed(kind=kind, position=position, **texts))
            for team, how in adoptions:
                row = Adoption(id=fresh("adoption"), component=part.id, team=story.id("team", team))
                story.add(row.changed(how=how, since=story.days(-120)))
    with story.chapter("Share out the resources"):
        for position, (name, unit, capacity, reserved, broker, bookings) in enumerate(_POOLS, 1):
            pool = Pool(id=fresh("pool"), name=name, unit=unit, capacity=capacity, reserved_share=reserved)
            story.add(pool.changed(broker=story.id("role", broker), position=position))
            for team, amount, status, reason in bookings:
                booking = Booking(
                    id=fresh("booking"),
                    pool=pool.id,
                    team=story.id("team", team),
                    amount=amount,
                    starts=story.days(-14),
                    ends=story.days(56),
                )
                story.add(booking.changed(status=status, reason=reason))
    with story.chapter("Pass on what was learned"):
        for kind, name, day, team, summary in _KNOWLEDGE:
            item = Knowledge(id=fresh("knowledge"), name=name, on=story.days(day), team=story.id("team", team))
            story.add(item.changed(kind=kind, summary=summary))
        for position, (kind, name, tier, decision, owner, threshold) in enumerate(_GUARDRAILS, 1):
            guard = Guardrail(id=fresh("guardrail"), name=name, tier=story.id("tier", tier), position=position)
            linked = {"decision": story.id("decision", decision), "owner": story.id("team", owner)}
            story.add(guard.changed(kind=kind, threshold=threshold, **linked))
