"""What could be otherwise: a limit, hours, an absence and who stands in, each tried beside the file as it is."""

from models.commands import absences, capacity, delegations, scenarios, thresholds
from workbench.samples.story import Story

_CENTS = 100


def tell(story: Story) -> None:
    """Name a few changes worth comparing."""
    with story.chapter("Try what could be otherwise"):
        raised = _named(
            story, "Teams buy for up to 5,000 EUR", "Small purchases go to the CFO when nobody planned them."
        )
        decision, amount = story.id("decision", "Buy goods or services"), story.dimension("amount")
        # “Up to and including 2,000” ends before the next cent.
        moves = {2_000 * _CENTS + 1: 5_000 * _CENTS + 1}
        story.do(scenarios.try_in, raised, thresholds.move_thresholds, decision, amount, moves, story.today)
        more = _named(story, "More time for the Risk Lead", "Ten hours a week are asked for many times over.")
        lead = story.id("role", "Risk Lead")
        story.do(scenarios.try_in, more, capacity.set_capacity, lead, hours_a_week=16.0)
        away = _named(story, "The Chief Risk Officer is away for ten weeks", "From next month on.")
        officer = story.id("role", "Chief Risk Officer")
        holder = story.document.holdings.by("role", officer)[0].person
        story.do(scenarios.try_in, away, absences.add_absence, holder, story.days(28), story.days(98))
        deputy = _named(story, "… and the Risk Lead stands in", "", away)
        story.do(scenarios.try_in, deputy, delegations.add_deputy, officer, lead, story.today)


def _named(story: Story, name: str, note: str, base: str | None = None) -> str:
    """Add a scenario and return its id."""
    story.do(scenarios.add_scenario, name, base, note)
    return story.document.scenarios.by("name", name)[0].id
