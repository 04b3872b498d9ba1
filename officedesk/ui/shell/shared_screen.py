"""A screen that somebody else looks at: one client alone, until the passphrase says otherwise."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL

if TYPE_CHECKING:
    from officedesk.ui.shell.main_window import MainWindow
    from officedesk.ui.shell.unlock import UnlockDialog


class SharedBanner(QFrame):
    """Says over the page that one client alone is shown, and offers to leave."""

    left = Signal()

    def __init__(self, client: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        words = self.tr("Écran partagé : seul l’espace de {client} est montré.").format(client=client)
        self.leave_button = Button(self.tr("Quitter l’écran partagé…"), size=SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 28, 6)
        row.addWidget(ElidedLabel(words, tone="soon", size=SMALL, weight=BOLD), 1)
        row.addWidget(self.leave_button)
        self.leave_button.clicked.connect(self.left)


class SharedScreen(QObject):
    """Takes from a window everything that leads to another client, and gives it back for the passphrase.

    The setting outlives the program: a window opened again shows the same client alone.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.banner: SharedBanner | None = None
        self.dialog: UnlockDialog | None = None

    @property
    def is_possible(self) -> bool:
        """Tell whether a client is in front; her own business is shared with nobody."""
        return self._window.shown_client() not in (None, self._window.glance.own.id)

    def begin(self) -> None:
        """Show the client in front alone."""
        if not self.is_possible:
            return
        from officedesk.services.settings import share_screen

        share_screen(self._window.shared.portfolio, self._window.shown_client())
        # What is still said of another client.
        self._window.toasts.clear()
        self._window.clear_reminder()
        self.follow()

    def follow(self) -> None:
        """Read the desk again, and show what may be seen of it now."""
        self._window.refresh()
        self._window.shared.history.only = self._window.glance.shared
        self._window.refresh()
        self.show()

    def show(self) -> None:
        """Take away all that leads elsewhere, or give it back."""
        glance = self._window.glance
        self._window.actions_.show_alone(glance.shared is not None)
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if glance.shared is None:
            return
        self.banner = SharedBanner(glance.client(glance.shared).name)
        self.banner.left.connect(lambda: self._window.when_open(self.ask_to_leave))
        self._window.put_over(self.banner)
        self._window.show_client(glance.shared)

    def ask_to_leave(self) -> None:
        """Ask for the passphrase, then show everything again."""
        from officedesk.ui.shell.unlock import UnlockDialog

        shared = self._window.shared
        title = self.tr("Quitter l’écran partagé")
        dialog = UnlockDialog(shared.portfolio.store.home, shared.jobs, keep=None, title=title, parent=self._window)
        dialog.open_button.setText(self.tr("Tout montrer"))
        dialog.quit_button.setText(self.tr("Rester"))
        dialog.accepted.connect(self._end)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog = dialog

    def _end(self) -> None:
        from officedesk.services.settings import share_screen

        share_screen(self._window.shared.portfolio, None)
        self.follow()
