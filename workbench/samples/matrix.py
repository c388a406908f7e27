"""The authority matrix: for each decision its rows."""

from models.authority.rules import Edition, Rule
from models.authority.schemes import HOUSE_LETTERS, Scheme
from models.commands.rows import last_position
from models.ids import fresh
from workbench.samples.phrases import box_of, procedure_of
from workbench.samples.story import Story, read


def tell(story: Story) -> None:
    """Write the matrix."""
    data = read("matrix")
    with story.chapter("Begin the matrix"):
        scheme = story.add(Scheme(id=fresh("scheme"), name="Northlight letters", letters=HOUSE_LETTERS))
        edition = story.add(
            Edition(
                id=fresh("edition"),
                name=data["name"],
                version=data["version"],
                scheme=scheme.id,
                owner=story.id("role", data["owner"]),
                approving_body=story.id("role", data["approving_body"]),
                approved_on=story.days(-75),
                effective=story.days(-61),
                review_on=story.days(29),
                residual=story.id("role", data["residual"]),
                residual_note=data["residual_note"],
            )
        )
    with story.chapter("Write the matrix"):
        for decision, found in data["rows"].items():
            for row in found:
                place = story.id_or_none("place", row.get("place"))
                story.add(
                    Rule(
                        id=fresh("rule"),
                        edition=edition.id,
                        decision=story.id("decision", decision),
                        box=box_of(story.document, row.get("when", "")),
                        places=(place,) if place else (),
                        procedure=procedure_of(story.document, row["then"]),
                        position=last_position(story.document, "rule"),
                    )
                )
