"""The toolkit's application, French whatever the machine says."""

import builtins
import os
import sys

from PySide6.QtCore import QLibrary, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

# The toolkit replaces the import statement to look for its ``__feature__``, and reads the source of every module that
# is imported afterwards. Nothing here asks for a feature: a twentieth of the first screen.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

FRENCH = QLocale(QLocale.Language.French, QLocale.Country.France)


def missing_platform() -> bool:
    """Tell whether the X11 plugin lacks its library: Qt itself would stop the process without a word of French."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return False
    return not QLibrary("xcb-cursor", 0).load()


def make_application() -> QApplication:
    """Return the process's application, made on the first call, with French dates, numbers and buttons."""
    QLocale.setDefault(FRENCH)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("officedesk")
    application.setApplicationDisplayName("OfficeDesk")
    application.setDesktopFileName("officedesk")
    if application.property("french") is None:
        translator = QTranslator(application)
        if translator.load(FRENCH, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
        application.setProperty("french", True)
    return application


def show_refusal(sentence: str) -> None:
    """Tell in a dialog why the desk does not open; whoever has no screen reads it on standard error only."""
    application = make_application()
    if application.platformName() in ("offscreen", "minimal"):
        return
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "OfficeDesk", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
