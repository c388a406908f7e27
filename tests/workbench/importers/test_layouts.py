"""The ways in which people lay out a matrix."""

from pathlib import Path

from openpyxl import Workbook

from tests.workbench.importers.tables import parts, reading, sheet
from workbench.importers.layout import find_layout
from workbench.importers.matrix import read_matrix, read_sheet
from workbench.importers.reading import ImportOptions
from workbench.importers.sheets import Cell, sheet_of


def test_a_heading_over_bands_is_the_decision() -> None:
    found = reading(("", "CEO", "CFO"), ("Spend",), ("up to 5k", "A", ""), ("over 5k", "A", "A"))
    assert [(row.sections, row.decision, row.label) for row in found.rows] == [
        (("Spend",), "Spend", "up to 5k"),
        (("Spend",), "Spend", "over 5k"),
    ]


def test_a_lone_band_among_names_belongs_to_its_section() -> None:
    found = reading(("", "CEO", "CFO"), ("Contracts",), ("NDA", "A", ""), ("> 5k", "", "A"))
    assert [(row.sections, row.decision) for row in found.rows] == [
        (("Contracts",), "NDA"),
        (("Contracts",), "Contracts"),
    ]


def test_two_headings_are_section_and_decision() -> None:
    found = reading(("", "CEO", "CFO"), ("Travel",), ("Billable:",), ("> 5k", "", "A"))
    assert [(row.sections, row.decision) for row in found.rows] == [(("Travel",), "Billable")]


def test_bold_headings_keep_plain_ones_under_them() -> None:
    rows = (("", "CEO", "CFO"), ("Travel",), ("Billable:",), ("> 5k", "", "A"), ("Other:",), ("> 7k", "A", ""))
    found = reading(*rows, bold=(2,))
    assert [(row.sections, row.decision) for row in found.rows] == [(("Travel",), "Billable"), (("Travel",), "Other")]


def test_a_plain_name_without_parts_among_bold_headings_has_no_decider() -> None:
    rows = (("", "CEO", "CFO"), ("Legal",), ("NDA", "A", ""), ("Lease",), ("Merger", "A", "A"))
    found = reading(*rows, bold=(2,))
    assert parts(found)[1] == ("Lease", "Lease", [])


def test_a_name_at_the_end_is_a_decision_without_decider() -> None:
    found = reading(("", "CEO", "CFO"), ("NDA", "A", ""), ("Lease",))
    assert parts(found)[1] == ("Lease", "Lease", [])


def test_bands_in_a_column_of_their_own() -> None:
    found = reading(
        ("Decision", "Amount", "CEO", "CFO", "Comments"),
        ("Purchases", "<50k", "", "A", "three quotes"),
        ("", ">50k – 250k", "A", "", ""),
        ("Hiring", "any amount", "A", "C", ""),
    )
    assert [(row.decision, row.label, row.band and row.band.edges, row.note) for row in found.rows] == [
        ("Purchases", "Purchases", "[0, 50,000)", "Comments: three quotes"),
        ("Purchases", ">50k – 250k", "(50,000, 250,000]", ""),
        ("Hiring", "Hiring", "[0, ∞)", ""),
    ]


def test_names_with_bands_at_their_end_are_one_decision() -> None:
    found = reading(("", "CEO", "CFO"), ("Purchases ≤ $5k", "", "A"), ("Purchases > $5k", "A", ""))
    assert {row.decision for row in found.rows} == {"Purchases"}
    assert [row.label for row in found.rows] == ["Purchases ≤ $5k", "Purchases > $5k"]


def test_deciders_named_in_cells() -> None:
    found = reading(
        ("Decision", "Recommended by", "Approver", "Informed"),
        ("Lease", "Facilities", "CFO & GC", "Board"),
        ("Bank account", "", "either MD", ""),
    )
    assert parts(found) == [
        ("Lease", "Lease", [("recommend", "Facilities"), ("approve", "CFO and GC"), ("notify", "Board")]),
        ("Bank account", "Bank account", [("approve", "MD")]),
    ]
    assert [role.name for role in found.roles] == ["Facilities", "CFO", "GC", "Board", "MD"]


def test_section_columns_number_columns_and_idle_roles() -> None:
    found = reading(
        ("No.", "Area", "Decision", "CEO", "CFO", "COO"),
        ("1.1", "Money", "Lease", "A", "R", ""),
        ("1.2", "", "Loan", "A", "C", ""),
        ("2.1", "People", "Hiring", "A", "I", ""),
    )
    assert [(row.clause, row.sections, row.decision) for row in found.rows] == [
        ("1.1", ("Money",), "Lease"),
        ("1.2", ("Money",), "Loan"),
        ("2.1", ("People",), "Hiring"),
    ]
    assert [role.name for role in found.roles] == ["CEO", "CFO", "COO"]


def test_a_title_and_a_repeated_header() -> None:
    found = reading(
        ("Delegation of authority",),
        (),
        ("Decision", "CEO", "CFO"),
        ("Lease", "A", "C"),
        ("Decision", "CEO", "CFO"),
        ("Loan", "A", "R"),
    )
    assert found.title == "Delegation of authority"
    assert [row.decision for row in found.rows] == ["Lease", "Loan"]
    assert found.report.unread == ()


def test_a_legend_rules_over_known_letters() -> None:
    found = reading(
        ("Decision", "CEO", "CFO"),
        ("Lease", "A", "R"),
        (),
        ("Legend",),
        ("A = Approves",),
        ("R = Recommends",),
    )
    assert parts(found) == [("Lease", "Lease", [("approve", "CEO"), ("recommend", "CFO")])]
    assert found.scheme is not None
    assert found.report.unread == ()


def test_a_refusal_stays_as_a_note_and_unknown_words_are_reported() -> None:
    found = reading(
        ("Decision", "CEO", "CFO"), ("Lease", "A", "cannot approve"), ("Loan", "$5,000", "A"), ("Bond", "A", "Frobs")
    )
    assert [(note.text, note.role) for note in found.rows[0].notes] == [("cannot approve", "CFO")]
    assert {cell.address: cell.words for cell in found.report.unread} == {
        "B3": "an amount in a role's column; Remit reads limits from rows",
        "C4": "“Frobs” is no right that Remit knows",
    }


def test_a_marked_label_makes_the_row_conditional() -> None:
    rows = (
        ("Decision", "CEO", "CFO"),
        ("Lease (1)", "A", ""),
        ("Lease (2)", "A", "A"),
        (),
        ("(1) Budgeted",),
        ("(2) Not budgeted",),
    )
    found = reading(*rows)
    assert [(row.label, row.decision, row.when) for row in found.rows] == [
        ("Lease (1)", "Lease", (("Budgeted", True),)),
        ("Lease (2)", "Lease", (("Budgeted", False),)),
    ]
    plain = reading(*rows, options=ImportOptions(footnotes_as_conditions=False))
    assert [note.text for row in plain.rows for note in row.notes] == ["Budgeted", "Not budgeted"]


def test_a_mark_without_a_footnote_is_said() -> None:
    found = reading(("Decision", "CEO", "CFO"), ("Lease", "A (7)", "C"))
    assert [(note.mark, note.role) for note in found.rows[0].notes] == [("7", "CEO")]
    assert "no footnote" in found.rows[0].notes[0].text


def test_footnotes_in_two_cells_and_remarks_below() -> None:
    found = reading(
        ("Decision", "CEO", "CFO"),
        ("Lease", "A (1)", "C"),
        (),
        ("Notes",),
        ("(1)", "Only with three quotes"),
        ("All amounts exclude tax",),
    )
    assert [note.text for note in found.rows[0].notes] == ["Only with three quotes"]
    assert [note.text for note in found.matrix_notes] == ["All amounts exclude tax"]
    assert found.report.unread == ()


def test_what_is_no_matrix_has_no_layout() -> None:
    assert find_layout(sheet(("Name", "Age"), ("Ann", "41"), ("Bob", "39"))) is None
    assert find_layout(sheet(("just one cell",))) is None
    assert find_layout(sheet()) is None


def test_yes_or_no_columns_are_conditions() -> None:
    found = reading(
        ("Decision", "Budgeted", "CEO", "CFO"), ("Lease", "yes", "", "A"), ("", "No", "A", "A"), ("Loan", "", "A", "")
    )
    assert [(row.decision, row.label, row.when) for row in found.rows] == [
        ("Lease", "Lease", (("Budgeted", True),)),
        ("Lease", "No", (("Budgeted", False),)),
        ("Loan", "Loan", ()),
    ]


def test_several_band_columns_are_several_dimensions() -> None:
    found = reading(
        ("Decision", "Amount (EUR)", "Contract term", "CEO", "CFO"),
        ("Lease", "up to 50,000", "≤ 3 years", "", "A"),
        ("", "up to 50,000", "> 3 years", "A", ""),
    )
    assert [(b.subject, b.edges, b.currency, b.unit) for b in found.rows[0].bands] == [
        ("", "[0, 50,000]", "EUR", ""),
        ("Contract term", "[0, 3]", None, "years"),
    ]
    assert found.report.unread == ()


def test_edges_in_two_columns() -> None:
    found = reading(
        ("Decision", "From", "To", "CEO", "CFO"),
        ("Lease", "0", "5000", "", "A"),
        ("", "5000", "20000", "A", ""),
        ("", "20000", "unlimited", "A", "A"),
        ("Loan", "1000", "", "A", "A"),
    )
    assert [row.band and row.band.edges for row in found.rows] == [
        "[0, 5,000]",
        "[5,000, 20,000]",
        "[20,000, ∞)",
        "[1,000, ?)",
    ]
    assert found.report.unread == ()
    assert any("not unlimited" in remark.text for remark in found.report.remarks)


def test_a_heading_in_thousands_is_heeded_and_said() -> None:
    found = reading(
        ("Decision", "Limit k€", "CEO", "CFO"),
        ("Lease", "up to 50", "", "A"),
        ("", "over 50", "A", ""),
        ("", "> 1M", "A", "A"),
    )
    assert [(row.band and row.band.edges, row.band and row.band.currency) for row in found.rows] == [
        ("[0, 50,000]", "EUR"),
        ("(50,000, ∞)", "EUR"),
        ("(1,000,000, ∞)", "EUR"),
    ]
    assert sum("thousands" in remark.text for remark in found.report.remarks) == 2


def test_headings_merged_down_beside_groups() -> None:
    cells = [
        Cell(1, 1, "Decision", rows=2),
        Cell(1, 2, "Threshold", rows=2),
        Cell(1, 3, "Functional Approval", columns=2),
        Cell(1, 5, "Board", rows=2),
        Cell(2, 3, "CEO"),
        Cell(2, 4, "COO"),
        *(Cell(3, c, t) for c, t in ((1, "Lease"), (2, "< 5k"), (3, "A"), (5, "I"))),
        *(Cell(4, c, t) for c, t in ((1, "Loan"), (2, "any amount"), (4, "A"), (5, "I"))),
    ]
    found = read_sheet("merged.xlsx", sheet_of("Rules", cells), ImportOptions())
    assert found is not None
    assert [(role.name, role.column_group) for role in found.roles] == [
        ("CEO", "Functional Approval"),
        ("COO", "Functional Approval"),
        ("Board", ""),
    ]
    assert [row.band and row.band.edges for row in found.rows] == ["[0, 5,000)", "[0, ∞)"]
    assert found.report.unread == ()


def test_labels_merged_down_over_their_bands() -> None:
    cells = [
        *(Cell(1, c, t) for c, t in ((1, "Decision"), (2, "Amount"), (3, "CEO"), (4, "CFO"))),
        Cell(2, 1, "Lease", rows=2),
        *(Cell(2, c, t) for c, t in ((2, "< 5k"), (4, "A"))),
        *(Cell(3, c, t) for c, t in ((2, "≥ 5k"), (3, "A"))),
    ]
    found = read_sheet("merged.xlsx", sheet_of("Rules", cells), ImportOptions())
    assert found is not None
    assert [(row.decision, row.band and row.band.edges) for row in found.rows] == [
        ("Lease", "[0, 5,000)"),
        ("Lease", "[5,000, ∞)"),
    ]


def test_a_legend_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    book = Workbook()
    page, legend = book.active, book.create_sheet("Legend")
    assert page is not None
    for row in (("Decision", "CEO", "CFO"), ("Lease", "A", "S"), ("Loan", "A", "R"), ("Bond", "A", "C")):
        page.append(row)
    for line in (("Letters",), ("A", "Approves"), ("S", "Signs"), ("R", "Recommends"), ("C", "Is consulted")):
        legend.append(line)
    book.save(tmp_path / "rules.xlsx")
    found = read_matrix(tmp_path / "rules.xlsx")
    assert parts(found)[0] == ("Lease", "Lease", [("approve", "CEO"), ("sign", "CFO")])
