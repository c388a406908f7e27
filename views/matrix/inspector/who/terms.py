"""The terms beside a group or a vote: different persons, quotas, majority, quorum, notice, who does not vote."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.authority.expressions import AllOf, Expression, KOf, Vote, roles_in
from models.commands.trees import with_quota
from models.document import Document
from views import tokens
from views.matrix.inspector.pieces import column
from views.shell.fields import Choice, ChoiceField, NumberField, TagsField, ToggleField
from views.shell.section import Columns

Take = Callable[[Expression], None]


class DistinctTerm(ToggleField):
    """Whether the parts of an "all of" must be different persons."""

    def __init__(self, who: AllOf, take: Take) -> None:
        super().__init__("", who.distinct)
        self.box.setText(self.tr("by different persons"))
        self.box.setAccessibleName(self.tr("By different persons"))
        self.committed.connect(lambda on: take(who.changed(distinct=bool(on))))


class QuotaTerm(QWidget):
    """A share of a "k of" that must come from some of its roles; without any it goes."""

    def __init__(self, document: Document, who: KOf, at: int, take: Take) -> None:
        super().__init__()
        quota = who.quotas[at] if at < len(who.quotas) else None
        roles = tuple(dict.fromkeys(role for part in who.parts for role in roles_in(part)))
        named = [Choice(role, row.name if (row := document.roles.get(role)) else role) for role in roles]
        self.count = NumberField(
            self.tr("Among them at least"), quota.count if quota else 1, minimum=1, maximum=who.count, required=True
        )
        mine = tuple(dict.fromkeys(roles_in(quota.among))) if quota else ()
        self.among = TagsField(self.tr("from"), mine, choices=named, placeholder=self.tr("Add a role"))
        lines = column(self, tokens.SPACE_XS)
        lines.addWidget(self.count)
        lines.addWidget(self.among)
        self.count.committed.connect(lambda _value: self._hand_over(who, at, take))
        self.among.committed.connect(lambda _value: self._hand_over(who, at, take))

    def _hand_over(self, who: KOf, at: int, take: Take) -> None:
        among = self.among.value()
        assert isinstance(among, tuple)
        if among or at < len(who.quotas):
            take(with_quota(who, at, int(str(self.count.value())), tuple(str(role) for role in among)))


class VoteTerms(QWidget):
    """Majority, quorum, days of notice, and who is excluded from a vote."""

    def __init__(self, document: Document, who: Vote, take: Take) -> None:
        super().__init__()
        majorities = [
            Choice("simple", self.tr("more than half of the votes cast")),
            Choice("absolute", self.tr("more than half of all members")),
            Choice("two_thirds", self.tr("two thirds")),
            Choice("unanimous", self.tr("all of them")),
        ]
        self.majority = ChoiceField(self.tr("Majority"), majorities, who.majority)
        self.quorum = NumberField(self.tr("Quorum"), who.quorum, minimum=1, placeholder=self.tr("none"))
        self.days = NumberField(self.tr("Notice"), who.minimum_days, minimum=0, required=True, unit=self.tr("days"))
        roles = [Choice(role.id, role.name) for role in document.roles if role.id != who.body]
        self.excluded = TagsField(
            self.tr("Do not vote"), who.excluded, choices=roles, placeholder=self.tr("Add a role")
        )
        lines = column(self, tokens.SPACE_S)
        lines.addWidget(self.majority)
        lines.addWidget(Columns(self.quorum, self.days))
        lines.addWidget(self.excluded)
        self.majority.committed.connect(lambda value: take(who.changed(majority=value)))
        self.quorum.committed.connect(lambda value: take(who.changed(quorum=value)))
        self.days.committed.connect(lambda value: take(who.changed(minimum_days=value)))
        self.excluded.committed.connect(lambda value: take(who.changed(excluded=value)))


def terms_of(document: Document, who: Expression, take: Take, new_quota: bool = False) -> list[QWidget]:
    """Return the editors of the terms that an expression has besides its parts; `new_quota` begins another one."""
    if isinstance(who, Vote):
        return [VoteTerms(document, who, take)]
    if isinstance(who, KOf):
        return [QuotaTerm(document, who, at, take) for at in range(len(who.quotas) + new_quota)]
    if isinstance(who, AllOf) and len(who.parts) > 1:
        return [DistinctTerm(who, take)]
    return []
