"""What holds for the matrix as a whole is edited beside it, and the finding about the residual rule leads there."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.authority.grid import edition_shown
from models.commands import matrix, teams
from views.bridge import Bridge
from views.matrix import MatrixPage
from views.shell.fields import ChoiceField, LineField
from workbench.session import Session


def test_the_residual_rule_is_set_where_its_finding_leads(tmp_path: Path, qtbot: QtBot) -> None:
    with Session.create(tmp_path / "acme.remit") as session:
        session.execute(teams.add_role, "CEO")
        session.execute(matrix.add_decision, "Buy")
        ceo, buy = next(iter(session.document.roles)).id, next(iter(session.document.decisions)).id
        session.execute(matrix.set_first_cell, buy, ceo, "A")
        page = MatrixPage(Bridge(session))
        qtbot.addWidget(page)
        page.resize(1300, 800)
        page.show()
        edition = edition_shown(session.document)
        assert edition is not None
        assert page.focus_place("edition", edition.id, "residual")
        residual = page.inspector.matrix_form.field("residual")
        assert isinstance(residual, ChoiceField)
        assert residual.isVisible()
        residual.combo.setFocus()
        qtbot.keyClick(residual.combo, Qt.Key.Key_Down)
        residual.commit()
        assert session.document.editions[edition.id].residual == ceo
        version = page.inspector.matrix_form.field("version")
        assert isinstance(version, LineField)
        version.edit.setFocus()
        version.edit.selectAll()
        qtbot.keyClicks(version.edit, "2.1")
        qtbot.keyClick(version.edit, Qt.Key.Key_Return)
        assert session.document.editions[edition.id].version == "2.1"
        session.undo()
        session.undo()
        assert session.document.editions[edition.id] == edition
        qtbot.waitUntil(lambda: version.value() == "1")
