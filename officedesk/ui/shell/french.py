"""The few words of Qt's dialogs that its own French leaves in English."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from officedesk.paths import resources

MARK = "french_complete"


def complete_french() -> None:
    """Install the missing words, once a process; 0.1 ms, needed by the first dialog only."""
    application = QApplication.instance()
    if application is None or application.property(MARK):
        return
    translator = QTranslator(application)
    if translator.load("qt_missing_fr", str(resources() / "i18n")):
        application.installTranslator(translator)
    application.setProperty(MARK, True)
