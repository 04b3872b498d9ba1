"""A field that holds the options of a decision: each with its cost and its consequence."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.ui.pages.decision_words import option_words
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.fields import Field, TextField
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.side_by_side import SideBySide

Option = dict[str, str]

translate = QCoreApplication.translate


class OptionsField(Field):
    """A list of options; what is typed and not added yet counts when the form is saved."""

    def __init__(self, key: str, label: str) -> None:
        self._options: list[Option] = []
        self.name = TextField("label", translate("Decisions", "Option"), longest=160)
        self.cost = TextField("cost", translate("Decisions", "Coût"), longest=120)
        self.consequence = TextField("consequence", translate("Decisions", "Conséquence"), longest=400)
        self.add_button = Button(translate("Decisions", "Ajouter cette option"), size=SMALL)
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        line = SideBySide()
        line.addWidget(self.name)
        line.addWidget(self.cost)
        column.addLayout(line)
        column.addWidget(self.consequence)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        column.addLayout(foot)
        super().__init__(key, label, editor)
        editor.setFocusProxy(self.name.line)
        self.add_button.clicked.connect(self.add)
        for field in self._typing():
            field.edited.connect(self.edited)

    def value(self) -> list[Option]:
        """Return the options in their order; raise ValueError with a sentence for what is typed below them."""
        typed = self._typed()
        return [*self._options, *([typed] if typed else [])]

    def show_value(self, value: Any) -> None:
        """Show options, and nothing below them."""
        self._options = [dict(each) for each in value or []]
        self._empty_line()
        self._show()

    def typed(self) -> str:
        """Return all of it as text."""
        return repr((self._options, *(field.typed() for field in self._typing())))

    def add(self) -> None:
        """Add what is typed to the list."""
        try:
            typed = self._typed()
        except ValueError as error:
            self.refuse(str(error))
            return
        if typed is None:
            self.refuse(translate("Decisions", "Écrivez au moins le nom de l’option."))
        else:
            self._options.append(typed)
            self._empty_line()
            self._show()
            self.edited.emit()
        self.name.editor.setFocus()

    def _typing(self) -> tuple[TextField, TextField, TextField]:
        return self.name, self.cost, self.consequence

    def _typed(self) -> Option | None:
        label, cost, consequence = (field.value() for field in self._typing())
        if not label:
            if cost or consequence:
                raise ValueError(translate("Decisions", "Il manque le nom de l’option : écrivez-le ou videz la ligne."))
            return None
        if any(label.casefold() == each["label"].casefold() for each in self._options):
            raise ValueError(translate("Decisions", "Deux options ont le même nom : distinguez-les."))
        return {"label": label, "cost": cost, "consequence": consequence}

    def _empty_line(self) -> None:
        for field in self._typing():
            field.show_value(None)

    def _show(self) -> None:
        while item := self._list.takeAt(0):
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for option in self._options:
            self._list.addWidget(self._line(option))

    def _line(self, option: Option) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Label(option["label"], wrap=True))
        more = option_words(option)
        if more:
            told.addWidget(Label(more, tone="muted", size=SMALL, wrap=True))
        line.addLayout(told, 1)
        for words, act in (
            (translate("Decisions", "Modifier"), self._take_back),
            (translate("Decisions", "Retirer"), self._remove),
        ):
            button = Button(words, kind="link", size=SMALL)
            button.setAccessibleName(f"{words} : {option['label']}")
            button.clicked.connect(lambda _checked=False, act=act: act(option))
            line.addWidget(button)
        return holder

    def _take_back(self, option: Option) -> None:
        """Put an option in the line again, where it may be changed; what was typed there is added first."""
        typed = self._typed()
        if typed is not None:
            self._options.append(typed)
        self._options.remove(option)
        for field in self._typing():
            field.show_value(option.get(field.key, ""))
        self._show()
        self.edited.emit()
        self.name.editor.setFocus()

    def _remove(self, option: Option) -> None:
        self._options.remove(option)
        self._show()
        self.edited.emit()
        self.name.editor.setFocus()
