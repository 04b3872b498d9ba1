"""« Règles propres à ce client »: what a lease or a habit of the house asks, beside what the law does."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.ui.pages.client_records import RecordLine, RecordList
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.domains import RULE_DOMAINS, domain_choices
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import counted, typed_number

if TYPE_CHECKING:
    from officedesk.domain.entities import OwnRule
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate

RESPONSIBLES = ("office manager", "client", "cabinet comptable")
TITLE_WIDTH = 300
# The words of RuleOrigin: entities are imported by who writes.
DATE, FISCAL_YEAR_END, HIRE = "date", "fiscal_year_end", "hire"


class RuleDialog(FormDialog):
    """Asks for one rule; ``removed`` says that it is to be deleted."""

    removed = Signal()

    def __init__(self, today: dt.date, own: "OwnRule | None", parent: QWidget | None = None) -> None:
        form = rule_form(today)
        form.fill({key: getattr(own, key) for key in form.fields} if own else dict(NEW))
        self.remove_button = Button(translate("OwnRules", "Supprimer"), kind="danger")
        self.remove_button.setVisible(own is not None)
        form.buttons.addWidget(self.remove_button)
        title = translate("OwnRules", "Modifier la règle") if own else translate("OwnRules", "Nouvelle règle")
        super().__init__(title, form, parent, width=600)
        origin = form.fields["origin"]
        origin.edited.connect(self._start_over)
        self.remove_button.clicked.connect(self.removed)
        self._choose()

    def _start_over(self) -> None:
        """Forget numbers that were counted from something else."""
        self.form.fields["months"].show_value(NEW["months"] if self.form.fields["origin"].value() == DATE else 0)
        self._choose()

    def _choose(self) -> None:
        """Show the numbers that the chosen origin counts with."""
        origin = self.form.fields["origin"].value()
        self.form.fields["first"].setVisible(origin == DATE)
        self.form.fields["days"].setVisible(origin == HIRE)
        self.form.fields["months"].label.setText(
            translate("OwnRules", "Revient tous les … mois (0 : une seule fois)")
            if origin == DATE
            else translate("OwnRules", "Mois après")
        )


class OwnRulesCard(RecordList):
    """The rules of one workspace."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(
            translate("OwnRules", "Règles propres à ce client"), translate("OwnRules", "Ajouter une règle"), parent
        )
        self._workspace, self._shared = workspace, shared
        self.add_button.clicked.connect(lambda: self.edit(None))
        self.refresh()

    def refresh(self) -> None:
        """Show the rules as they are stored."""
        from officedesk.services.own_rule_dates import own_rules

        lines = []
        for own in own_rules(self._workspace):
            line = RecordLine(own.title, rhythm(own), TITLE_WIDTH)
            line.opened.connect(lambda own=own: self.edit(own))
            lines.append(line)
        self.show_lines(
            lines,
            self.tr(
                "Bail, contrat, habitude de la maison : ce qu’aucune loi ne date et qui revient. Aucune pour l’instant."
            ),
        )

    def edit(self, own: "OwnRule | None") -> RuleDialog:
        """Open the form of a rule, or of a new one."""
        dialog = RuleDialog(self._shared.day, own, self.window())
        dialog.form.saved.connect(lambda values: self._save(dialog, own, values))
        dialog.removed.connect(lambda: self._remove(dialog, own))
        dialog.open()
        return dialog

    def _save(self, dialog: RuleDialog, own: "OwnRule | None", values: dict[str, Any]) -> None:
        from officedesk.domain.entities import OwnRuleDraft
        from officedesk.services import own_rules

        told = {**values, "months": values["months"] or 0, "days": values["days"] or 0}
        told["lead_days"] = 0 if values["lead_days"] is None else values["lead_days"]
        if told["origin"] != DATE:
            told["first"] = None
        elif told["first"] is None:
            dialog.form.refuse(self.tr("Il manque la première date."), "first")
            return
        try:
            draft = draft_of(OwnRuleDraft, told)
            if own is None:
                own_rules.add_own_rule(self._workspace, draft, self._shared.day)
            else:
                own_rules.change_own_rule(self._workspace, own.id or 0, draft, self._shared.day)
        except DeskError as error:
            dialog.form.refuse(str(error))
            return
        dialog.accept()
        self.refresh()
        self._shared.history.offer_undo(self.tr("Règle enregistrée, échéances mises à jour."))

    def _remove(self, dialog: RuleDialog, own: "OwnRule | None") -> None:
        from officedesk.services import own_rules

        own_rules.delete_own_rule(self._workspace, (own.id if own else None) or 0, self._shared.day)
        dialog.accept()
        self.refresh()
        self._shared.history.offer_undo(self.tr("Règle supprimée, échéances mises à jour."))


NEW = {
    "origin": DATE,
    "months": 12,
    "domain": "contrats",
    "force": "contrat",
    "on_worked_day": False,
    "lead_days": 7,
    "responsible": RESPONSIBLES[0],
}


def rule_form(today: dt.date) -> Form:
    """Return the form of a rule."""
    rows: list[str | list[Field]] = [
        [
            TextField(
                "title",
                translate("OwnRules", "Obligation"),
                required=translate("OwnRules", "Il manque l’obligation : écrivez-la et recommencez."),
                longest=160,
            )
        ],
        [
            ChoiceField("domain", translate("OwnRules", "Domaine"), domain_choices(RULE_DOMAINS)),
            ChoiceField("force", translate("OwnRules", "Nature"), forces()),
        ],
        translate("OwnRules", "Quand"),
        [ChoiceField("origin", translate("OwnRules", "Se compte à partir"), origins())],
        [
            DateField("first", translate("OwnRules", "Première date"), today),
            TextField("months", translate("OwnRules", "Mois après"), typed_number, _number),
            TextField("days", translate("OwnRules", "Jours après"), typed_number, _number),
        ],
        [
            ChoiceField("on_worked_day", translate("OwnRules", "Un jour fermé"), closed_days()),
            DateField("valid_to", translate("OwnRules", "Plus rien après le"), today),
        ],
        translate("OwnRules", "Comment"),
        [TextField("sentence", translate("OwnRules", "Ce qu’il faut faire"), longest=400)],
        [
            TextField(
                "basis", translate("OwnRules", "D’où elle vient"), placeholder=translate("OwnRules", "bail, art. 7")
            )
        ],
        [
            ChoiceField("responsible", translate("OwnRules", "Responsable"), [(each, each) for each in RESPONSIBLES]),
            TextField("lead_days", translate("OwnRules", "Rappel, jours avant"), typed_number, _number),
        ],
        [
            TextField("evidence", translate("OwnRules", "Preuve attendue"), longest=400),
            TextField("keep_years", translate("OwnRules", "À garder, années"), typed_number, _number),
        ],
    ]
    return Form(rows, translate("OwnRules", "Enregistrer"))


def origins() -> list[tuple[str, str]]:
    """Return from what a rule may count."""
    return [
        (DATE, translate("OwnRules", "d’une date")),
        (FISCAL_YEAR_END, translate("OwnRules", "de la clôture de chaque exercice")),
        (HIRE, translate("OwnRules", "de chaque embauche")),
    ]


def forces() -> list[tuple[str, str]]:
    """Return where an obligation that no law gives may come from."""
    return [
        ("contrat", translate("OwnRules", "contrat ou engagement")),
        ("recommandation", translate("OwnRules", "recommandation")),
        ("bonne pratique", translate("OwnRules", "bonne pratique")),
    ]


def closed_days() -> list[tuple[bool, str]]:
    """Return what becomes of a date that falls on a closed day."""
    return [
        (False, translate("OwnRules", "ne change rien")),
        (True, translate("OwnRules", "reporte au premier jour ouvré")),
    ]


def rhythm(own: "OwnRule") -> str:
    """Return when a rule falls: « tous les 2 mois, à partir du 31 décembre 2026 »."""
    if own.origin == HIRE:
        parts = [
            counted(own.months, translate("OwnRules", "{count} mois"), translate("OwnRules", "{count} mois")),
            counted(own.days, translate("OwnRules", "{count} jour"), translate("OwnRules", "{count} jours")),
        ]
        counts = (own.months, own.days)
        told = [part for part, count in zip(parts, counts, strict=True) if count]
        after = translate("OwnRules", " et ").join(told)
        return (
            translate("OwnRules", "{delay} après chaque embauche").format(delay=after)
            if told
            else translate("OwnRules", "le jour de chaque embauche")
        )
    if own.origin == FISCAL_YEAR_END:
        return translate("OwnRules", "{count} mois après la clôture").format(count=own.months)
    first = days.full_date(own.first) if own.first else ""
    if not own.months:
        return translate("OwnRules", "une fois, le {day}").format(day=first)
    years, rest = divmod(own.months, 12)
    if rest:
        every = counted(
            own.months, translate("OwnRules", "chaque mois"), translate("OwnRules", "tous les {count} mois")
        )
    else:
        every = counted(years, translate("OwnRules", "chaque année"), translate("OwnRules", "tous les {count} ans"))
    return translate("OwnRules", "{every}, à partir du {day}").format(every=every, day=first)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
