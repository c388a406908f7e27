"""Edits of the matrix, as the grid and the number line make them."""

import pytest

from models.authority.grid import grid_of
from models.authority.lettering import Lettering
from models.authority.rules import BandCondition, Edition
from models.authority.schemes import HOUSE_LETTERS, Letter, Scheme
from models.changes import Edit, EditRefused, apply
from models.commands import matrix, rows, teams
from models.decisions import Decision, Dimension, Section
from models.document import Document
from models.ids import reproducible
from models.quantities import UNLIMITED, Band


def _document() -> Document:
    with reproducible(1):
        document = Document()
        for name in ("CEO", "CFO"):
            document = apply(document, teams.add_role(document, name))
        document = apply(document, matrix.add_section(document, "Money"))
        section = next(iter(document.sections)).id
        for name in ("Spend", "Borrow"):
            document = apply(document, matrix.add_decision(document, name, section))
        amount = Dimension(id="dimension-a", name="Amount", key="amount", kind="money", unit="EUR")
        return apply(document, rows.add_row(document, amount))


def _ids(document: Document, table: str) -> list[str]:
    return [row.id for row in document.table(table)]


def test_a_letter_in_a_decision_without_rows_begins_the_matrix() -> None:
    document = _document()
    spend, ceo = _ids(document, "decision")[0], _ids(document, "role")[0]
    assert [row.kind for row in grid_of(document).rows] == ["section", "decision", "decision"]
    document = apply(document, matrix.set_first_cell(document, spend, ceo, "a"))
    assert len(document.editions) == 1
    lines = grid_of(document).rows
    assert [line.kind for line in lines] == ["section", "rule", "decision"]
    assert lines[1].stands_alone
    assert lines[1].rule is not None
    assert Lettering(HOUSE_LETTERS).texts(lines[1].rule) == {ceo: "A"}


def test_a_paste_is_one_step_and_all_or_nothing() -> None:
    document = _document()
    spend = _ids(document, "decision")[0]
    for _ in range(2):
        document = apply(document, matrix.add_rule(document, spend))
    (one, two), (ceo, cfo) = _ids(document, "rule"), _ids(document, "role")
    changes = matrix.set_cells(document, {(one, ceo): "A", (one, cfo): "C", (two, cfo): "as"})
    after = apply(document, changes)
    assert Lettering(HOUSE_LETTERS).texts(after.rules[one]) == {ceo: "A", cfo: "C"}
    assert Lettering(HOUSE_LETTERS).texts(after.rules[two]) == {cfo: "AS"}
    assert apply(after, changes.inverted()) == document
    with pytest.raises(EditRefused, match="“X” is not a letter"):
        matrix.set_cells(document, {(one, ceo): "A", (two, ceo): "X"})


def test_rights_that_share_a_letter_survive_typing_what_is_there() -> None:
    document = _document()
    edit = Edit(document)
    raci = (Letter(letter="A", name="Accountable", rights=("approve", "sign")),)
    scheme = edit.create(Scheme(id="scheme-1", name="RACI", letters=raci))
    edit.create(Edition(id="edition-1", name="Matrix", scheme=scheme.id))
    document = edit.document
    spend, ceo = _ids(document, "decision")[0], _ids(document, "role")[0]
    document = apply(document, matrix.set_first_cell(document, spend, ceo, "A"))
    rule = next(iter(document.rules))
    assert [step.right for step in rule.procedure] == ["approve", "sign"]
    approving_only = rule.procedure[:1]
    document = apply(document, matrix.set_procedure(document, rule.id, approving_only))
    assert not matrix.set_cell(document, rule.id, ceo, "A")


def test_a_boundary_moves_both_bands_and_belongs_to_the_upper_one() -> None:
    document = _document()
    spend = _ids(document, "decision")[0]
    for _ in range(2):
        document = apply(document, matrix.add_rule(document, spend))
    low, high = _ids(document, "rule")
    for rule, band in ((low, Band(lower=0, upper=100)), (high, Band(lower=100, upper=UNLIMITED))):
        document = apply(document, matrix.set_band(document, rule, "dimension-a", band))
    changes = matrix.move_boundary(document, "dimension-a", low, high, 250)
    after = apply(document, changes)
    bands = [c.band for rule in (low, high) for c in after.rules[rule].box if isinstance(c, BandCondition)]
    assert bands == [Band(lower=0, upper=250), Band(lower=250, upper=UNLIMITED)]
    assert len(changes.changes) == 2


def test_changing_a_band_drops_the_words_that_a_sheet_had_for_the_old_one() -> None:
    document = _document()
    spend = _ids(document, "decision")[0]
    document = apply(document, matrix.add_rule(document, spend))
    rule = _ids(document, "rule")[0]
    document = apply(document, rows.set_fields(document, "rule", rule, label="Up to $5K"))
    document = apply(document, matrix.set_band(document, rule, "dimension-a", Band(lower=0, upper=9)))
    assert document.rules[rule].label == ""
    assert document.decisions[spend].dimensions == ("dimension-a",)


def test_a_row_is_added_and_duplicated_where_one_looks() -> None:
    document = _document()
    spend, borrow = _ids(document, "decision")
    for decision in (spend, spend, borrow):
        document = apply(document, matrix.add_rule(document, decision))
    first, second, third = _ids(document, "rule")
    document = apply(document, matrix.add_rule(document, spend, after=first))
    document = apply(document, matrix.duplicate_rule(document, second))
    order = _ids(document, "rule")
    assert order.index(first) + 1 not in (order.index(second), order.index(third))
    assert order.index(second) + 1 != order.index(third)
    assert [document.rules[rule].decision for rule in order] == [spend, spend, spend, spend, borrow]


def test_moving_keeps_every_other_row_in_its_order_however_often_it_happens() -> None:
    document = Document()
    document = apply(document, matrix.add_section(document, "S"))
    section = next(iter(document.sections)).id
    for number in range(5):
        document = apply(document, matrix.add_decision(document, f"D{number}", section))
    ids = _ids(document, "decision")
    for _ in range(80):  # often enough that no room is left between two positions
        document = apply(document, rows.move_row(document, "decision", ids[-1], ids[1]))
        ids.insert(1, ids.pop())
        assert _ids(document, "decision") == ids
    document = apply(document, rows.move_row(document, "decision", ids[0], None))
    assert _ids(document, "decision") == [*ids[1:], ids[0]]


def test_a_sections_only_decision_of_the_same_name_is_one_line() -> None:
    edit = Edit(Document())
    edit.create(Section(id="section-1", name="Operating Expenses"))
    edit.create(Decision(id="decision-1", name="Operating Expenses", section="section-1"))
    assert [(line.kind, line.depth) for line in grid_of(edit.document).rows] == [("decision", 0)]
