"""The inspector: the focused row, its decision, and who decides a case of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from models.authority.rules import Rule
from models.decisions import Decision
from views import icons, tokens
from views.bridge import Bridge
from views.matrix.casebook.library import Library
from views.matrix.casebook.watch import CaseWatch
from views.matrix.grid import MatrixGrid
from views.matrix.inspector.asking import Asking
from views.matrix.inspector.band_lines import BandLines
from views.matrix.inspector.conditions import Conditions
from views.matrix.inspector.footnotes import Footnotes
from views.matrix.inspector.forms import DecisionForm, MatrixForm, RowForm
from views.matrix.inspector.pieces import column, scrolling
from views.matrix.inspector.places import Places
from views.matrix.inspector.steps import Steps
from views.matrix.wording import case_text, standing_text
from views.shell.labels import Text
from views.shell.section import Section

ROW, DECISION, ASKING, MATRIX, CASES, NOTHING = range(6)
_PAUSE_MS = 50
_FORM_CHARACTERS = 48
# In lines of text: the height from which on a question and the line of bands are shown together.
_ROOM_FOR_BANDS = 22


class Inspector(QWidget):
    """Follows the focus of a grid after a short pause.

    `row_chosen` asks to go to a row, `case_chosen` to the decision of a case of the library, for `ask_kept`.
    """

    row_chosen = Signal(str)
    case_chosen = Signal(str)

    def __init__(self, bridge: Bridge, grid: MatrixGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._grid = bridge, grid
        self.setAccessibleName(self.tr("Inspector"))
        self.title = Text("", "title", wrap=True)
        self.where = Text("", "muted", wrap=True)
        self.bands = BandLines(bridge)
        self.line = self.bands.line
        self.tabs = QTabBar()
        self.steps, self.conditions, self.footnotes = Steps(bridge), Conditions(bridge), Footnotes(bridge)
        self.places = Places(bridge)
        self.standing = Text("", "muted", wrap=True)
        self.row_form, self.decision_form, self.matrix_form = RowForm(bridge), DecisionForm(bridge), MatrixForm(bridge)
        self.asking = Asking(bridge)
        self.watch = CaseWatch(bridge, self)
        self.library = Library(bridge, self.watch)
        self._stack = QStackedWidget(self)
        self._wanted = ROW
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.show_focus)
        self._build()
        grid.moved.connect(self._pause.start)
        bridge.changed.connect(lambda _changes: self._pause.start())
        self.bands.row_chosen.connect(self.row_chosen)
        self.asking.row_chosen.connect(self.row_chosen)
        self.library.row_chosen.connect(self.row_chosen)
        self.library.case_chosen.connect(self.case_chosen)
        self.watch.changed.connect(self._mark_cases)
        self.tabs.tabBarClicked.connect(self._choose)
        self.tabs.currentChanged.connect(self._turn)
        self.show_focus()

    def _build(self) -> None:
        for text in (self.tr("Row"), self.tr("Decision"), self.tr("Who decides?"), self.tr("Matrix"), self.tr("Cases")):
            self.tabs.addTab(text)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Parts of the inspector"))
        row = QWidget()
        lines = column(row, tokens.SPACE_L)
        lines.addWidget(self.steps)
        lines.insertWidget(0, self.standing)
        for heading, parts in (
            (self.tr("Cases"), (self.conditions, self.places)),
            (self.tr("Footnotes"), (self.footnotes,)),
            (self.tr("About this row"), (self.row_form,)),
        ):
            section = Section(heading)
            section.body.setSpacing(tokens.SPACE_S)
            for part in parts:
                section.add(part)
            lines.addWidget(section)
        lines.addStretch(1)
        decision = QWidget()
        about = column(decision)
        about.addWidget(self.decision_form)
        about.addStretch(1)
        nothing = Text(self.tr("Choose a decision or one of its rows."), "muted", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        matrix = QWidget()
        whole_matrix = column(matrix)
        whole_matrix.addWidget(self.matrix_form)
        whole_matrix.addStretch(1)
        for whole_part in (row, decision, self.asking, matrix, self.library, nothing):
            whole_part.setContentsMargins(tokens.SPACE_M, tokens.SPACE_M, tokens.SPACE_M, tokens.SPACE_M)
            self._stack.addWidget(scrolling(whole_part, self._stack))
        whole = column(self, tokens.SPACE_XS)
        head = column(spacing=tokens.SPACE_XS)
        head.setContentsMargins(tokens.SPACE_M, 0, 0, 0)
        for piece in (self.title, self.where, self.bands, self.tabs):
            head.addWidget(piece)
        self.asking.line.hide()
        head.addWidget(self.asking.line)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the tabs and for a form, whatever the size of the text."""
        tabs = self.tabs.sizeHint().width() + tokens.SPACE_M
        forms = self.fontMetrics().averageCharWidth() * _FORM_CHARACTERS
        return QSize(max(tabs, forms), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(QSize(0, super().sizeHint().height()))

    # ---- what is shown

    def show_focus(self) -> None:
        """Show what has the focus in the grid now."""
        sheet, at = self._grid.sheet, self._grid.selection.row
        document = self._bridge.document
        shown = sheet.rows[at] if at < len(sheet.rows) else None
        decision = document.decisions.get(sheet.decision_at(at)) if shown is not None else None
        rule = document.rules.get(shown.rule.id) if shown is not None and shown.rule is not None else None
        for piece in (self.bands, self.tabs, self.where):
            piece.setVisible(decision is not None)
        if decision is None:
            edition = sheet.grid.edition
            self.title.setText(edition.name if edition is not None else "")
            self._stack.setCurrentIndex(NOTHING if edition is None else MATRIX)
            if edition is not None:
                self.matrix_form.show_edition(edition)
            self._share_height()
            return
        self._show_head(decision, rule, at)
        self.tabs.setTabEnabled(ROW, rule is not None)
        tab = self._wanted if rule is not None or self._wanted != ROW else DECISION
        self.tabs.setCurrentIndex(tab)
        self._stack.setCurrentIndex(tab)
        self._share_height()
        self._fill(tab, decision, rule)

    def _fill(self, tab: int, decision: Decision, rule: Rule | None) -> None:
        """Only what is seen is worked out."""
        if tab == ROW and rule is not None:
            self.steps.show_rule(rule, self._grid.sheet.grid.letters)
            standing = standing_text(self._bridge.document, rule)
            self.standing.setText(standing)
            self.standing.setVisible(bool(standing))
            self.conditions.show_rule(rule)
            self.places.show_places(rule.id, rule.places)
            self.footnotes.show_rule(rule, self._grid.sheet.role(self._grid.selection.column))
            self.row_form.show_rule(rule)
        elif tab == DECISION:
            self.decision_form.show_decision(decision)
        elif tab == ASKING:
            self.asking.show_decision(decision)
        elif tab == MATRIX and (edition := self._grid.sheet.grid.edition) is not None:
            self.matrix_form.show_edition(edition)

    def _show_head(self, decision: Decision, rule: Rule | None, at: int) -> None:
        self.title.setText(decision.name)
        words = case_text(self._bridge.document, rule) if rule is not None else ""
        section = self._bridge.document.sections.get(decision.section)
        place = section.name if section is not None and section.name != decision.name else ""
        self.where.setText(words or place)
        self.where.setVisible(bool(words or place))
        edition = self._grid.sheet.grid.edition
        shown = edition.id if edition is not None else ""
        self.bands.show_decision(decision.id, rule.id if rule is not None else "", shown)

    def _choose(self, tab: int) -> None:
        self._wanted = tab

    def _turn(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self._share_height()
        self._pause.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Leave what is asked and answered the room of the line of bands where there is too little for both."""
        tab, lines = self._stack.currentIndex(), self.height() // max(1, self.fontMetrics().lineSpacing())
        self.asking.line.setVisible(tab == ASKING)
        self.asking.line.set_most(lines // 3)
        if not self.tabs.isHidden():
            self.bands.setVisible(tab in (ROW, DECISION) or lines >= _ROOM_FOR_BANDS)

    def ask(self) -> None:
        """Turn to "Who decides?" and put the focus on the first fact."""
        self._wanted = ASKING
        self.show_focus()
        self.asking.form.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_kept(self, case: str) -> None:
        """Ask a case of the library; its decision must have the focus in the grid."""
        kept = self._bridge.document.library_cases.get(case)
        if kept is not None:
            self.ask()
            self.asking.show_kept(kept)

    def show_cases(self, case: str = "") -> None:
        """Turn to the case library, and to a case of it."""
        self._wanted = CASES
        self.show_focus()
        self.library.choose(case)
        self.library.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark_cases(self) -> None:
        """Show on its tab whether a case of the library fails."""
        failed = self.watch.counts().get("failed", 0)
        self.tabs.setTabIcon(CASES, icons.icon("error", "error") if failed else QIcon())
        told = self.tr("1 case fails") if failed == 1 else self.tr("{n} cases fail").format(n=failed)
        self.tabs.setTabToolTip(CASES, told if failed else "")

    def show_matrix(self, field: str) -> None:
        """Turn to what holds for the whole matrix and put the focus on a field of it."""
        self._wanted = MATRIX
        self.show_focus()
        (self.matrix_form.field(field) or self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Take the focus from the grid."""
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
