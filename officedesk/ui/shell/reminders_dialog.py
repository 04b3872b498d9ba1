"""The window where she says when to be reminded, and sees what a reminder looks like here."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.domain.reminders import Preferences
from officedesk.interop.desktop_notifications import Desktop, Notice
from officedesk.services import reminders
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.fields import ChoiceField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.readings import typed_time, written_time
from officedesk.ui.shell.reminders import try_out

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators

SPACING = 14

translate = QCoreApplication.translate


class RemindersDialog(FormDialog):
    """Keeps her choices; « Essayer » shows a notice at once, and says what became of it."""

    kept = Signal()

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(translate("RemindersDialog", "Rappels"), reminders_form(), parent)
        self._shared = shared
        self._desktop: Desktop | None = None
        self.try_button = Button(self.tr("Essayer"))
        self.try_button.setToolTip(self.tr("Montrer une notification tout de suite"))
        self.said = Label("", tone="muted", size=SMALL, wrap=True)
        self.said.hide()
        self.form.buttons.addWidget(self.try_button)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - the dialog's own
        self.said.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(SPACING)
        column.insertWidget(column.count() - 1, self.said)
        self.form.fill(reminders.preferences(shared.portfolio)._asdict())
        self.form.saved.connect(self._save)
        self.try_button.clicked.connect(self._try)
        self.finished.connect(self._let_go)

    def _save(self, values: dict[str, Any]) -> None:
        try:
            reminders.keep_preferences(self._shared.portfolio, Preferences(**values))
        except reminders.InQuietHoursError as error:
            self.form.refuse(str(error), "digest")
            return
        except DeskError as error:
            self.form.refuse(str(error))
            return
        self.accept()
        self.kept.emit()

    def _try(self) -> None:
        self.try_button.setEnabled(False)
        body = self.tr("Vos rappels se montreront ainsi.")
        try_out(self._shared.jobs, Notice(self.tr("Essai"), body), self._tell, self)

    def _tell(self, desktop: Desktop, shown: bool, locked: bool | None) -> None:
        self._let_go()
        self._desktop = desktop
        self.try_button.setEnabled(True)
        self.said.setText(self._outcome(shown, locked))
        self.said.set_tone("done" if shown else "soon")
        if self.said.isHidden():
            self.said.show()
            # Not at the expense of the form.
            self.resize(self.width(), self.height() + self.said.heightForWidth(self.width()) + SPACING)

    def _outcome(self, shown: bool, locked: bool | None) -> str:
        if not shown:
            return self.tr(
                "Cet ordinateur n’a pas montré la notification : "
                "vos rappels se montreront dans la fenêtre d’OfficeDesk."
            )
        words = self.tr("La notification est envoyée à votre écran.")
        if locked is not None:
            return words
        more = self.tr(
            "Rien ne dit ici si l’écran est verrouillé : par prudence, les rappels ne donneront que des nombres."
        )
        return f"{words} {more}"

    def _let_go(self) -> None:
        # Some desktops take the notice away with the connection: it stays as long as the dialog.
        if self._desktop is not None:
            self._desktop.close()
            self._desktop = None


def reminders_form() -> Form:
    """Return the form of what she chooses."""
    wanted = translate("RemindersDialog", "Écrivez une heure, par exemple {hour}.")
    hours = {
        "digest": (translate("RemindersDialog", "Chaque matin à"), "08:30"),
        "quiet_from": (translate("RemindersDialog", "Heures calmes, de"), "19:00"),
        "quiet_to": (translate("RemindersDialog", "à"), "08:00"),
    }
    digest, quiet_from, quiet_to = (
        TextField(key, label, typed_time, written_time, required=wanted.format(hour=usual), placeholder=usual)
        for key, (label, usual) in hours.items()
    )
    on = ChoiceField(
        "on",
        translate("RemindersDialog", "Échéances"),
        [
            (True, translate("RemindersDialog", "Les rappeler, en une notification par matin")),
            (False, translate("RemindersDialog", "Ne rien rappeler")),
        ],
        hint=translate(
            "RemindersDialog",
            "À chaque délai et le jour même, les jours ouvrés ; une date qui a une heure est redite deux heures avant. "
            "OfficeDesk doit être ouvert : fermé, il dit à la prochaine ouverture ce qui attendait.",
        ),
    )
    discreet = ChoiceField(
        "discreet",
        translate("RemindersDialog", "Ce que disent les notifications"),
        [
            (False, translate("RemindersDialog", "Les clients et les dates, sauf écran verrouillé")),
            (True, translate("RemindersDialog", "Un nombre d’échéances seulement (notifications discrètes)")),
        ],
    )
    return Form([[on], [digest], [quiet_from, quiet_to], [discreet]], translate("RemindersDialog", "Enregistrer"))
