"""Fields for a secret: hidden as it is typed, shown when she asks for it."""

from PySide6.QtWidgets import QCheckBox, QLineEdit

from officedesk.ui.shell.theme import typeface


def secret_field() -> QLineEdit:
    """Return a field that shows dots."""
    field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    field.setFont(typeface())
    return field


class ShowSecrets(QCheckBox):
    """Shows what the fields hold: a slip in a long phrase is found before it is kept."""

    def __init__(self, *fields: QLineEdit) -> None:
        super().__init__()
        self.setText(self.tr("Montrer ce que j’écris"))
        self._fields = fields
        self.toggled.connect(self._show)

    def _show(self, shown: bool) -> None:
        for field in self._fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
