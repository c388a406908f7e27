"""The case library: every case with its mark, and what is to be known and done about the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.authority.casebook import CaseResult
from models.authority.words import rule_name
from models.commands.cases import accept_answers, delete_cases, rename_case
from views import tokens
from views.bridge import Bridge
from views.inplace import InPlaceText
from views.matrix.casebook.rows import MARKS, RESULT, CaseList, CasesModel
from views.matrix.casebook.watch import CaseWatch
from views.matrix.inspector.pieces import Link, clear, column
from views.shell.buttons import Button, IconButton
from views.shell.empty_state import EmptyState
from views.shell.labels import Text, rule
from views.shell.severity import Glyph


class Library(QWidget):
    """`case_chosen` asks to ask a case again, `row_chosen` to go to a row of the matrix."""

    case_chosen = Signal(str)
    row_chosen = Signal(str)

    def __init__(self, bridge: Bridge, watch: CaseWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Case library"))
        self._bridge, self._watch = bridge, watch
        self._glyph = Glyph("ok", "ok")
        self.summary = Text("", "strong", wrap=True)
        self.list = CaseList()
        self.list.setAccessibleName(self.tr("Cases"))
        self._model = CasesModel(self)
        self.list.setModel(self._model)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self._build()
        watch.changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        self.name = InPlaceText(self.tr("Name of the case"), type_role="strong", breaks=False, required=True)
        self.name.committed.connect(self._rename)
        self._told = column(spacing=tokens.SPACE_XS)
        self.ask = Button(self.tr("Ask again"), icon="question", on_click=self._open)
        self.ask.setToolTip(self.tr("Show this case under “Who decides?”"))
        self.accept = Button(self.tr("Accept the answer"), icon="check", on_click=self._accept)
        self.accept.setToolTip(self.tr("From now on this is the answer that is expected"))
        self.delete = IconButton("delete", self.tr("Delete the case"), on_click=self._delete)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_S)
        top.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.summary, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_S)
        buttons.addWidget(self.ask)
        buttons.addWidget(self.accept)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        filled = QWidget()
        lines = column(filled)
        lines.addLayout(top)
        lines.addWidget(self.list, 1)
        lines.addWidget(rule())
        lines.addWidget(self.name)
        lines.addLayout(self._told)
        lines.addLayout(buttons)
        self._none = EmptyState("question", self.tr("No cases yet. Ask “Who decides?”, then keep the case here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(filled)
        column(self).addWidget(self._stack, 1)
        for key, run in ((Qt.Key.Key_Delete, self._delete), (Qt.Key.Key_F2, self._begin_rename)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 24)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.start()

    def choose(self, case: str) -> None:
        """Choose a case."""
        row = self._model.row_of(case)
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row, 0))

    def chosen(self) -> CaseResult | None:
        """Return the case that is chosen with its result."""
        result = self.list.currentIndex().data(RESULT)
        return result if isinstance(result, CaseResult) else None

    # ---- what is shown

    def _show(self) -> None:
        before = self.chosen()
        order = list(MARKS)
        results = sorted(self._watch.results, key=lambda result: order.index(result.verdict))
        self._model.show(results)
        self._stack.setCurrentIndex(1 if results else 0)
        row = self._model.row_of(before.case.id) if before is not None else -1
        if results:
            self.list.setCurrentIndex(self._model.index(max(row, 0), 0))
        self._sum_up(results)
        self._show_chosen()

    def _sum_up(self, results: Sequence[CaseResult]) -> None:
        counts = self._watch.counts()
        passed, failed, open_ = (counts.get(verdict, 0) for verdict in ("passed", "failed", "not stated"))
        parts = [self.tr("{n} of {all} pass").format(n=passed, all=len(results))]
        if failed:
            parts.append(self.tr("{n} fail").format(n=failed) if failed > 1 else self.tr("1 fails"))
        if open_:
            parts.append(self.tr("{n} expect nothing").format(n=open_) if open_ > 1 else self.tr("1 expects nothing"))
        self.summary.setText(", ".join(parts))
        self._glyph.set_icon(*MARKS["failed" if failed else "passed"])

    def _show_chosen(self) -> None:
        result = self.chosen()
        clear(self._told)
        if result is None:
            return
        if result.case.id != self.name.property("case"):
            self.name.commit()
            self.name.setProperty("case", result.case.id)
            self.name.reset(result.case.name)
        else:
            self.name.set_value(result.case.name)
        decision = self._bridge.document.decisions.get(result.case.decision)
        self._told.addWidget(Text(decision.name if decision is not None else "", "muted", wrap=True))
        for finding in result.findings:
            self._told.addWidget(Text(finding, "small", wrap=True))
        for row in result.changed if result.findings else ():
            if (found := self._bridge.document.rules.get(row)) is not None:
                link = Link(self.tr("Go to the row {row}").format(row=rule_name(self._bridge.document, found)))
                link.followed.connect(partial(self.row_chosen.emit, row))
                self._told.addWidget(link)
        writable = not self._bridge.read_only
        self.name.set_read_only(not writable)
        self.accept.setVisible(writable and result.verdict != "passed" and result.answer is not None)
        self.delete.setEnabled(writable)

    # ---- what a person does

    def _open(self, *_: object) -> None:
        result = self.chosen()
        if result is not None:
            self.case_chosen.emit(result.case.id)

    def _accept(self) -> None:
        result = self.chosen()
        if result is not None:
            self._bridge.execute(accept_answers, (result.case.id,), self._bridge.today())

    def _begin_rename(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.edit.selectAll()

    def _rename(self, value: object) -> None:
        case = str(self.name.property("case"))
        kept = self._bridge.document.library_cases.get(case)
        if kept is not None and (problem := self._bridge.attempt(rename_case, case, str(value))):
            self.name.refuse(kept.name, problem)

    def _delete(self) -> None:
        result = self.chosen()
        if result is not None and not self._bridge.read_only:
            self._bridge.execute(delete_cases, (result.case.id,))
