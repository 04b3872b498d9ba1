"""The window that asks for a new client."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.pages import profile_form
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators


translate = QCoreApplication.translate


class NewClientDialog(FormDialog):
    """Asks for a profile, of which only the name is compulsory; ``created`` carries the client's number."""

    created = Signal(int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        form = profile_form.profile_form(shared.day, translate("NewClientDialog", "Créer le client"))
        super().__init__(translate("NewClientDialog", "Nouveau client"), form, parent, width=720)
        self._shared = shared
        form.saved.connect(self._create)

    def _create(self, values: dict[str, Any]) -> None:
        from officedesk.services import clients

        today = self._shared.day
        try:
            edits = profile_form.profile_edits(self.form, values, {}, today)
            client = clients.add_client(self._shared.portfolio, edits.told, today=today)
        except DeskError as error:
            profile_form.refuse(self.form, error)
            return
        except ValueError:
            # The field at fault says why.
            return
        self.accept()
        late = self._shared.portfolio.glance(today).client(client.id or 0).late
        self._shared.history.offer_undo(created_words(late))
        self.created.emit(client.id)


def created_words(late: int) -> str:
    """Return what the toast says: that the follow-up starts with late dates must not be found out later."""
    if not late:
        return translate("NewClientDialog", "Client créé.")
    return counted(
        late,
        translate("NewClientDialog", "Client créé : {count} échéance passée est en retard depuis « Suivi depuis »."),
        translate("NewClientDialog", "Client créé : {count} échéances passées sont en retard depuis « Suivi depuis »."),
    )
