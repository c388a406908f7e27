"""A day: typed in any common form, or picked from a calendar."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from views.shell.buttons import IconButton
from views.shell.fields.base import Field, Unreadable
from views.shell.fields.number import Box

_WRITTEN = ("d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d. MMMM yyyy")
_CENTURY = 2000


class DateField(Field):
    """A day; the value is a `datetime.date`, or None for empty. Also understands 2026-07-31."""

    def __init__(
        self,
        label: str,
        value: datetime.date | None = None,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._required = required
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(day_format(self.locale()).lower())
        self.edit.textEdited.connect(self._on_edited)
        self._button = IconButton("calendar", self.tr("Pick a day"), on_click=self.open_calendar)
        self._box = Box()
        self._box.watch(self.edit)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(10, 4, 4, 4)
        row.addWidget(self.edit, 1)
        row.addWidget(self._button)
        self._install(self._box, self.edit)
        self.reset(value)

    def text(self) -> str:
        """Return what stands in the field now, committed or not."""
        return self.edit.text()

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)
        self._button.setEnabled(not read_only)

    def open_calendar(self) -> None:
        """Open the calendar under the field; a click or Enter takes the day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setAccessibleName(self.label.text())
        calendar.setLocale(self.locale())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        today = QDate.currentDate()
        shown = self._value if isinstance(self._value, datetime.date) else None
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day) if shown else today)
        calendar.activated.connect(lambda day: self._take(day, menu))
        calendar.clicked.connect(lambda day: self._take(day, menu))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self._box.mapToGlobal(QPoint(0, self._box.height() + 2)))
        calendar.setFocus()

    def _take(self, day: QDate, menu: QMenu) -> None:
        menu.close()
        self._show(datetime.date(day.year(), day.month(), day.day()))
        self._on_edited()
        self.commit()

    def _framed(self) -> QWidget:
        return self._box

    def _show(self, value: object) -> None:
        text = ""
        if isinstance(value, datetime.date):
            day = QDate(value.year, value.month, value.day)
            text = self.locale().toString(day, day_format(self.locale()))
        if self.edit.text() != text:
            self.edit.setText(text)

    def _read(self) -> object:
        text = self.edit.text().strip()
        if not text:
            if self._required:
                raise Unreadable(self.tr("Enter a day."))
            return None
        day = read_day(text, self.locale())
        if day is None:
            example = self.locale().toString(QDate.currentDate(), day_format(self.locale()))
            raise Unreadable(
                self.tr("“{text}” is not a day; write it like {example}.").format(text=text, example=example)
            )
        return day


def day_format(locale: QLocale) -> str:
    """Return the locale's short day format with all four digits of the year."""
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def read_day(text: str, locale: QLocale) -> datetime.date | None:
    """Return the day that `text` means: ISO, or a form of the locale; None if it is none."""
    short = day_format(locale)
    forms = [short, short.replace("yyyy", "yy"), *map(locale.dateFormat, QLocale.FormatType), *_WRITTEN]
    candidates = [QDate.fromString(text, Qt.DateFormat.ISODate)]
    candidates += [locale.toDate(text, form, _CENTURY) for form in forms]
    candidates += [QLocale.c().toDate(text, form) for form in _WRITTEN]
    for day in candidates:
        if day.isValid() and day.year() >= 1000:
            return datetime.date(day.year(), day.month(), day.day())
    return None
