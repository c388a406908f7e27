"""What Northlight has decided and written down, and how it reviews itself."""

from models.cases import Fact
from models.ids import fresh
from models.records import AgreedChange, Option, Record, Review
from workbench.samples.story import Story


def tell(story: Story) -> None:
    """Write the records and the reviews."""
    with story.chapter("Write down what was decided"):
        _records(story)
    with story.chapter("Review the last quarter"):
        _reviews(story)


def _records(story: Story) -> None:
    first = story.add(
        Record(
            id=fresh("record"),
            name="Each team keeps its own feature store",
            problem="Scoring and Fraud need features that change daily.",
            options=(
                Option(name="One store, built by Platform", pros="Reuse", cons="Six months", chosen=False),
                Option(name="Each team its own", pros="Fast", cons="Built twice", chosen=True),
            ),
            trade_offs="Speed now against two of everything later.",
            expected="Both teams ship within a month.",
            actual="Both shipped; the definitions drifted apart within a quarter.",
            decided_by=story.id("role", "Platform Lead"),
            decided_on=story.days(-210),
            status="superseded",
            position=1,
        )
    )
    story.add(
        Record(
            id=fresh("record"),
            name="One feature store, offered by Data Products",
            decision=story.id("decision", "Offer a data product"),
            facts=(_fact(story, "personal_data", "yes"),),
            problem="Two stores give two answers to the same question about one customer.",
            options=(
                Option(name="Merge into the scoring store", pros="Quick", cons="No owner for Fraud's needs"),
                Option(
                    name="A product with an owner and a promise", pros="Clear promise", cons="A quarter", chosen=True
                ),
                Option(name="Leave it", pros="Nothing to do", cons="Costs 90,000 EUR a year"),
            ),
            trade_offs="A quarter of work for one definition of a customer.",
            expected="Fraud and Credit Scoring read the same store by the end of next quarter.",
            decided_by=story.id("role", "Data Products Lead"),
            decided_by_person=story.id("person", "Greta Holm"),
            decided_on=story.days(-30),
            consulted=story.ids("role", "Fraud Lead", "Scoring Lead", "Data Protection Officer"),
            informed=story.ids("role", "Chief Technology Officer"),
            principles=story.ids("principle", "Decide where the knowledge is", "Write it down"),
            status="accepted",
            review_on=story.days(60),
            supersedes=first.id,
            position=2,
        )
    )
    story.add(
        Record(
            id=fresh("record"),
            name="Hosting of the German score stays in Frankfurt",
            decision=story.id("decision", "Sign a contract"),
            facts=(
                _fact(story, "amount", "180000 EUR"),
                _fact(story, "term", "36"),
                _fact(story, "personal_data", "yes"),
                _fact(story, "budgeted", "no"),
            ),
            problem="The present contract ends, and the German regulator asks where data lie.",
            options=(
                Option(
                    name="Frankfurt, three years",
                    pros="Data stay in Germany",
                    cons="Twelve percent dearer",
                    chosen=True,
                ),
                Option(name="Dublin, one year", pros="Cheaper", cons="A move next year"),
            ),
            trade_offs="Price against a quiet night.",
            expected="No finding in the spring audit.",
            decided_by=story.id("role", "Chief Financial Officer"),
            decided_on=story.days(-18),
            consulted=story.ids("role", "Chief Information Security Officer"),
            status="accepted",
            review_on=story.days(150),
            position=3,
        )
    )
    story.add(
        Record(
            id=fresh("record"),
            name="Let an assistant answer questions about payment dates",
            decision=story.id("decision", "Let an assistant talk to customers"),
            facts=(_fact(story, "risk", "low"),),
            problem="A third of all calls ask when the next payment is due.",
            options=(
                Option(
                    name="Assistant for this one question", pros="Calls fall", cons="Tone must be tested", chosen=True
                ),
                Option(name="A line on the start page", pros="Cheap", cons="Nobody reads it"),
            ),
            expected="Calls about payment dates fall by half.",
            actual="They fell by a third in the first month.",
            decided_by=story.id("role", "Servicing Lead"),
            decided_on=story.days(-52),
            consulted=story.ids("role", "Data Protection Officer"),
            principles=story.ids("principle", "Reversible is cheap"),
            status="accepted",
            review_on=story.days(40),
            position=4,
        )
    )


def _fact(story: Story, key: str, value: str) -> Fact:
    return Fact(dimension=story.document.dimensions.by("key", key)[0].id, value=value)


def _reviews(story: Story) -> None:
    past, current = story.document.quarters
    held = story.add(
        Review(
            id=fresh("review"),
            quarter=past.id,
            held_on=past.ends,
            status="closed",
            working="Germany opened without a single decision stuck for more than a week.",
            friction="Model renewals wait for one signature. Contracts with personal data go round twice.",
            evolve="Let the Scoring Lead renew low-risk models. Name who signs for which entity.",
        )
    )
    for position, (name, owner, status, decision) in enumerate(
        (
            (
                "Low-risk renewals are decided by the Scoring Lead",
                "Chief Risk Officer",
                "done",
                "Renew a credit-scoring model",
            ),
            ("One managing director signs for each entity", "General Counsel", "done", "Sign a contract"),
            ("Merge the two feature stores", "Data Products Lead", "open", None),
        ),
        1,
    ):
        row = AgreedChange(id=fresh("change"), review=held.id, name=name, owner=story.id("role", owner))
        linked = story.id("decision", decision) if decision else None
        story.add(row.changed(status=status, decision=linked, due=story.days(30), position=position))
    story.add(Review(id=fresh("review"), quarter=current.id, held_on=current.ends))
