"""What the menu does with the whole desk: import a file, see to rules, reminders and passphrase, say what it is."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from officedesk.ui.shell.french import complete_french

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.import_dialog import ImportDialog
    from officedesk.ui.pages.past_dialogs import BinDialog, HistoryDialog
    from officedesk.ui.pages.rules_dialog import RulesDialog
    from officedesk.ui.shell.finder import Finder
    from officedesk.ui.shell.main_window import MainWindow
    from officedesk.ui.shell.passphrase_dialog import PassphraseDialog
    from officedesk.ui.shell.reminders_dialog import RemindersDialog
    from officedesk.ui.shell.settings_dialog import SettingsDialog

translate = QCoreApplication.translate


def find(shared: "Collaborators", window: "MainWindow") -> "Finder":
    """Show the field that finds and does, over the window; asked again, it goes."""
    from officedesk.ui.shell.finder import Finder

    shown = next((each for each in window.findChildren(Finder) if each.isVisible()), None)
    if shown is not None:
        shown.leave()
        return shown
    return Finder(shared, window)


def import_file(shared: "Collaborators", window: QWidget, client_id: int | None = None) -> "ImportDialog | None":
    """Ask for a calendar or an address book, then for whom it is: ``client_id``, unless she says otherwise.

    None when she gave up.
    """
    complete_french()
    chosen = choose_file(window)
    if not chosen:
        return None
    from officedesk.ui.pages.import_dialog import ImportDialog

    dialog = ImportDialog(shared, Path(chosen), window, client_id)
    dialog.open()
    return dialog


def show_bin(shared: "Collaborators", window: QWidget) -> "BinDialog":
    """Show what was deleted lately, and put it back."""
    from officedesk.ui.pages.past_dialogs import BinDialog

    dialog = BinDialog(shared, window)
    dialog.open()
    return dialog


def show_past(shared: "Collaborators", window: QWidget, client_id: int | None = None) -> "HistoryDialog":
    """Show what was done for a client, or for her own business when none is in front."""
    from officedesk.ui.pages.past_dialogs import HistoryDialog

    portfolio = shared.portfolio
    workspace = portfolio.workspace_by_id(client_id) if client_id else portfolio.own()
    dialog = HistoryDialog(shared, workspace, window)
    dialog.open()
    return dialog


def choose_file(window: QWidget) -> str:
    """Ask for a file; an empty answer is a refusal."""
    title = translate("DeskMenu", "Importer un agenda ou des cartes de visite")
    kinds = translate("DeskMenu", "Agendas et cartes de visite (*.ics *.vcf *.ical *.vcard);;Tous les fichiers (*)")
    return QFileDialog.getOpenFileName(window, title, str(Path.home()), kinds)[0]


def show_rules(shared: "Collaborators", window: QWidget) -> "RulesDialog":
    """Show the legal rules in place, and what puts others there."""
    complete_french()
    from officedesk.ui.pages.rules_dialog import RulesDialog

    dialog = RulesDialog(shared, window)
    dialog.open()
    return dialog


def change_passphrase(shared: "Collaborators", window: QWidget, key: bytes | None = None) -> "PassphraseDialog":
    """Ask for another passphrase, and for the one in use unless ``key`` was just opened by the recovery key."""
    from officedesk.ui.shell.passphrase_dialog import PassphraseDialog

    dialog = PassphraseDialog(shared.portfolio.store.home, shared.jobs, window, key=key)
    dialog.accepted.connect(lambda: shared.toasts.say(translate("DeskMenu", "La phrase de passe est changée.")))
    dialog.open()
    return dialog


def set_reminders(shared: "Collaborators", window: QWidget) -> "RemindersDialog":
    """Ask when and how to remind; whoever reminds looks at the clock again."""
    from officedesk.ui.shell.reminders import Reminders
    from officedesk.ui.shell.reminders_dialog import RemindersDialog

    dialog = RemindersDialog(shared, window)
    dialog.kept.connect(lambda: shared.toasts.say(translate("DeskMenu", "Vos rappels sont réglés.")))
    for each in window.findChildren(Reminders):
        dialog.kept.connect(each.look_again)
    dialog.open()
    return dialog


def change_settings(shared: "Collaborators", window: "MainWindow") -> "SettingsDialog":
    """Ask how she works and how the window looks; the first screen is read again."""
    from officedesk.ui.shell.settings_dialog import SettingsDialog

    dialog = SettingsDialog(shared, window)
    dialog.kept.connect(lambda: shared.toasts.say(translate("DeskMenu", "Vos réglages sont enregistrés.")))
    dialog.kept.connect(window.refresh)
    dialog.kept.connect(lambda: window.actions_.mark_theme(shared.theme.choice))
    dialog.kept.connect(lambda: QTimer.singleShot(0, window, window.follow_text_size))
    dialog.open()
    return dialog


def show_about(shared: "Collaborators", window: QWidget) -> QMessageBox:
    """Say the program's name, version and licence, and where the desk is."""
    from importlib.metadata import metadata

    complete_french()
    told = metadata("officedesk")
    head = translate("DeskMenu", "OfficeDesk {version}").format(version=told["Version"])
    box = QMessageBox(QMessageBox.Icon.NoIcon, translate("DeskMenu", "À propos"), head, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    words = translate(
        "DeskMenu",
        "Licence {licence}. La police Inter est sous licence SIL Open Font.\n\n"
        "Votre bureau est chiffré dans le dossier :\n{folder}\n\n"
        "Pour une sauvegarde, copiez ce dossier entier, programme fermé.",
    )
    box.setInformativeText(words.format(licence=told["License-Expression"], folder=shared.portfolio.store.home))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.addButton(translate("DeskMenu", "Fermer"), QMessageBox.ButtonRole.AcceptRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


GESTURES: dict[str, Callable[..., object]] = {
    "find": find,
    "bin": show_bin,
    "past": show_past,
    "import": import_file,
    "rules": show_rules,
    "reminders": set_reminders,
    "settings": change_settings,
    "passphrase": change_passphrase,
    "about": show_about,
}
