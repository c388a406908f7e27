"""Where roles stand: levels kept, nobody on top of anybody, few lines crossing, curves around boxes."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from models.authority.network import Network, Way, network_of
from models.document import document_of
from models.teams import Role
from tests.bench.escalation_map import organisation
from tests.models.findings.example import link
from views.escalation.painting import badge_rect
from views.escalation.picture import picture_of
from views.escalation.placing import levels_of, placed

DAY = date(2026, 5, 4)


def network(*pairs: tuple[str, str], roles: str = "abcdef") -> Network:
    return Network(tuple(roles), tuple(Way(one, other, "matrix", None, ("limit",)) for one, other in pairs))


def test_cases_go_up_and_a_circle_shares_a_level() -> None:
    found = levels_of(network(("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")), {})
    assert found["a"] < found["b"] == found["c"] < found["d"]


def test_a_role_stands_just_beneath_the_one_it_passes_to() -> None:
    found = levels_of(network(("a", "b"), ("b", "c"), ("d", "c")), {})
    assert found["d"] == found["c"] - 1


def test_what_roles_say_themselves_counts_where_all_say_it() -> None:
    made = network(("a", "b"), roles="ab")
    assert levels_of(made, {"a": 7, "b": 2}) == {"a": 7, "b": 2}
    assert levels_of(made, {"a": 7, "b": None}) == {"a": 0, "b": 1}


def test_lines_that_need_not_cross_do_not() -> None:
    made = network(("a", "f"), ("b", "e"), ("c", "d"), roles="abcdef")
    spots = placed(made, {}).spots
    for (one, other), (third, fourth) in combinations([("a", "f"), ("b", "e"), ("c", "d")], 2):
        assert (spots[one][0] < spots[third][0]) == (spots[other][0] < spots[fourth][0])


PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20)


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_each_has_a_place_of_its_own_and_only_circles_are_level(pairs: list[tuple[str, str]]) -> None:
    made = network(*pairs, roles="abcdefgh")
    places = placed(made, {})
    assert set(places.spots) == set("abcdefgh")
    assert len(set(places.spots.values())) == 8
    levels = levels_of(made, {})
    reach = {role: {role} for role in made.roles}
    for _ in range(8):
        for one, other in pairs:
            for known in reach.values():
                if one in known:
                    known.add(other)
    for one, other in pairs:
        if one not in reach[other]:
            assert levels[one] < levels[other]
            assert places.spots[one][1] > places.spots[other][1]
        else:
            assert levels[one] == levels[other]


def test_many_roles_do_not_lie_on_each_other_and_no_way_passes_behind_them(dressed: QApplication) -> None:
    document = organisation(120, 300)
    picture = picture_of(document, network_of(document, DAY), DAY)
    boxes = [node.rect for node in picture.nodes.values()]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert len(picture.edges) == 300
    for edge in picture.edges.values():
        # It begins and ends at its own boxes.
        start, end = picture.nodes[edge.way.from_role].rect, picture.nodes[edge.way.to_role].rect
        assert start.adjusted(-1, -1, 1, 1).contains(edge.points[0])
        assert end.adjusted(-1, -1, 1, 1).contains(edge.points[-1])
        assert edge.bounds.contains(edge.middle)
        # It passes behind nothing.
        inside = [box.adjusted(2, 2, -2, -2) for box in boxes if box not in (start, end)]
        near = [box for box in inside if box.intersects(edge.bounds)]
        assert not any(box.contains(point) for box in near for point in edge.points)
    spots = [edge.middle for edge in picture.edges.values()]
    free = [spot for spot in spots if not any(box.contains(spot) for box in boxes)]
    assert len(free) == len(spots)


def test_the_letters_of_two_links_between_the_same_roles_and_their_marks_stand_apart(dressed: QApplication) -> None:
    roles = (Role(id="low", name="Low", level=1), Role(id="high", name="High", level=2))
    document = document_of(
        {"role": [*roles], "escalation_link": [link("up", "low", "high"), link("back", "high", "low")]}
    )
    picture = picture_of(document, network_of(document, DAY), DAY)
    up, down = picture.edges["up"], picture.edges["back"]
    letters = [badge_rect(edge, "L D") for edge in (up, down)]
    assert abs(up.middle.y() - down.middle.y()) > letters[0].height() * 0.7
    for edge in (up, down):
        assert not any(node.rect.intersects(badge_rect(edge, "L D")) for node in picture.nodes.values())
        assert abs(edge.aside.y() - edge.middle.y()) > letters[0].height() * 0.7


def test_right_to_left_is_the_mirror_image(dressed: QApplication) -> None:
    document = organisation(20, 30)
    made = network_of(document, DAY)
    one, other = picture_of(document, made, DAY), picture_of(document, made, DAY, mirrored=True)
    for role, node in one.nodes.items():
        assert abs(node.rect.center().x() + other.nodes[role].rect.center().x()) < 1e-6
        assert node.rect.top() == other.nodes[role].rect.top()
