"""Her settings: how the window looks, when she works, when she is away, the head of what she sends."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from officedesk.domain.activity import Issuer
from officedesk.domain.days import WEEKDAYS as DAY_NAMES
from officedesk.domain.errors import DeskError
from officedesk.services import settings
from officedesk.storage.glance import WEEKDAYS
from officedesk.ui.pages.supplier_forms import typed_siren
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.durations import DurationField
from officedesk.ui.parts.fields import ChoiceField, Field, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.periods_field import Period, PeriodsField
from officedesk.ui.shell.theme import TEXT_SIZES

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class SettingsDialog(FormDialog):
    """Keeps her choices; ``kept`` is told once they are in the file."""

    kept = Signal()

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(translate("SettingsDialog", "Réglages"), settings_form(shared.day), parent, width=680)
        self._shared = shared
        head = settings.letterhead(shared.portfolio)
        away = [Period(*each) for each in settings.absences(shared.portfolio)]
        self.form.fill(
            {
                **settings.working_minutes(shared.portfolio),
                "theme": shared.theme.choice,
                "text_size": settings.text_size(shared.portfolio),
                "absences": away,
                "name": head.name,
                "tagline": head.tagline,
                "siren": head.siren,
            }
        )
        self.form.saved.connect(self._save)

    def _save(self, values: dict[str, Any]) -> None:
        minutes = {day: values[day] or 0 for day in WEEKDAYS}
        away = [settings.Absence(*each) for each in values["absences"]]
        head = Issuer(values["name"], values["tagline"], values["siren"] or "")
        try:
            settings.keep_settings(
                self._shared.portfolio, minutes, away, head, theme=values["theme"], text_size=values["text_size"]
            )
        except DeskError as error:
            self.form.refuse(str(error))
            return
        self._shared.theme.choose(values["theme"])
        self.accept()
        self.kept.emit()


def settings_form(today: dt.date) -> Form:
    """Return the form of the settings."""
    week = [DurationField(key, name.capitalize()) for key, name in zip(WEEKDAYS, DAY_NAMES, strict=True)]
    rows: list[str | list[Field]] = [
        translate("SettingsDialog", "Apparence"),
        [
            ChoiceField("theme", translate("SettingsDialog", "Thème"), themes()),
            ChoiceField("text_size", translate("SettingsDialog", "Taille du texte"), text_sizes()),
        ],
        translate("SettingsDialog", "Heures de travail"),
        [*week[:4]],
        [*week[4:]],
        translate("SettingsDialog", "Absences"),
        [
            PeriodsField(
                "absences",
                translate("SettingsDialog", "Congés, déplacements"),
                today,
                hint=translate("SettingsDialog", "Ces jours n’ont aucune heure disponible."),
            )
        ],
        translate("SettingsDialog", "En-tête de vos rapports"),
        [
            TextField("name", translate("SettingsDialog", "Nom de votre entreprise"), longest=120),
            TextField("siren", translate("SettingsDialog", "SIREN"), typed_siren, longest=20),
        ],
        [TextField("tagline", translate("SettingsDialog", "Ce que vous faites"), longest=120)],
    ]
    return Form(rows, translate("SettingsDialog", "Enregistrer"))


def text_sizes() -> list[tuple[int, str]]:
    """Return each size of text with its words."""
    usual = translate("SettingsDialog", "{percent}\u202f% (habituelle)")
    words = translate("SettingsDialog", "{percent}\u202f%")
    return [(each, (usual if each == TEXT_SIZES[0] else words).format(percent=each)) for each in TEXT_SIZES]


def themes() -> list[tuple[str, str]]:
    """Return each theme with its words."""
    return [
        ("auto", translate("SettingsDialog", "Comme le système")),
        ("light", translate("SettingsDialog", "Clair")),
        ("dark", translate("SettingsDialog", "Sombre")),
    ]
