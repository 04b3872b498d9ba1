"""The one style sheet: shapes and colours by role; sizes of text are fonts, set by the widgets themselves."""

from string import Template

from officedesk.paths import resources
from officedesk.ui.shell.palette import Palette

SHEET = Template("""
QMainWindow, QDialog, QWidget[role="page"], QScrollArea, QScrollArea > QWidget > QWidget[role="page"]
  { background: $window; }
QScrollArea { border: none; background: transparent; }
QWidget[role="clear"] { background: transparent; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton:hover { background: $line; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="side"] { color: $side_muted; }
QLabel[tone="late"] { color: $late; }
QLabel[tone="soon"] { color: $soon; }
QLabel[tone="done"] { color: $done; }
QLabel[tone="accent"] { color: $accent; }
QLabel[chip="late"] { color: $late; background: $late_soft; }
QLabel[chip="soon"] { color: $soon; background: $soon_soft; }
QLabel[chip="done"] { color: $done; background: $done_soft; }
QLabel[chip="accent"] { color: $accent; background: $accent_soft; }
QLabel[chip="neutral"] { color: $muted; background: $window; border: 1px solid $line; }
QLabel[chip] { border-radius: 6px; padding: 3px 8px; }

QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QFrame[role="finder"] { background: $panel; border: 1px solid $edge; border-radius: 10px; }
QFrame[role="separator"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="line"] { background: transparent; border: 2px solid transparent; border-radius: 6px; }
QFrame[role="line"]:hover { background: $window; }
QFrame[role="line"]:focus { border-color: $accent; }
QFrame[role="side"] { background: $side; border: none; border-right: 1px solid $line; }
QFrame[role="banner"] { background: $soon_soft; border: none; border-bottom: 1px solid $line; }
QFrame[role="toast"] { background: $text; border: none; border-radius: 10px; }
QFrame[role="toast"] QLabel { color: $window; }
QFrame[role="toast"] QPushButton { color: $window; background: transparent; border: 1px solid $muted; }
QFrame[role="toast"] QPushButton:hover { border-color: $window; }
QFrame[role="toast"] QPushButton:focus { border: 2px solid $accent; padding: 6px 11px; }

QPushButton { color: $text; background: $panel; border: 1px solid $line; border-radius: 8px; padding: 7px 12px;
  outline: 0; }
QPushButton:hover { border-color: $edge; }
QPushButton:pressed { background: $side; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 11px; }
QPushButton:checked { color: $accent; background: $accent_soft; border-color: $accent; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[kind="primary"] { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { color: $muted; background: $window; border: 1px solid $line; }
QPushButton[kind="danger"] { color: $late; }
QPushButton[kind="link"] { color: $accent; background: transparent; border: 2px solid transparent; padding: 2px; }
QPushButton[kind="link"]:hover { color: $accent_strong; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: 6px; }
QPushButton[kind="cell"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 2px 7px; }
QPushButton[kind="cell"]:hover { border-color: $line; }
QPushButton[kind="cell"]:focus { border: 2px solid $accent; }
QPushButton[kind="chip"] { border: 1px solid transparent; border-radius: 6px; padding: 2px 7px; }
QPushButton[kind="chip"]:hover { border-color: $edge; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 1px 6px; }
QPushButton[kind="chip"][tone="neutral"] { border-color: $line; }
QFrame[role="side"] QPushButton[kind="chip"][tone="accent"] { background: $panel; border-color: $line; }
QFrame[role="side"] QPushButton[kind="chip"][tone="accent"]:hover { border-color: $edge; }
QFrame[role="side"] QPushButton[kind="chip"][tone="accent"]:focus { border-color: $accent; }
QPushButton[tone="late"] { color: $late; background: $late_soft; }
QPushButton[tone="soon"] { color: $soon; background: $soon_soft; }
QPushButton[tone="accent"] { color: $accent; background: $accent_soft; }
QPushButton[tone="neutral"] { color: $muted; }
QPushButton[kind="side"] { color: $text; background: transparent; border: 2px solid transparent; text-align: left; }
QPushButton[kind="side"]:hover { background: $line; }
QPushButton[kind="side"]:checked { background: $accent_soft; color: $accent; }
QPushButton[kind="side"]:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit, QComboBox
  { background: $panel; color: $text; border: 1px solid $line; border-radius: 8px; padding: 7px 10px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus
  { border: 2px solid $accent; padding: 6px 9px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border-color: $late; }
QLineEdit[bare="true"] { border: 2px solid transparent; background: transparent; border-radius: 6px; padding: 6px 4px; }
QLineEdit[bare="true"]:focus { border-color: $accent; }
/* A list under the field: as a menu over it, the frame would cut the last choice. */
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $line;
  selection-background-color: $accent_soft; selection-color: $accent; outline: 0; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $panel; }
QCheckBox::indicator:focus { border: 1px solid $accent; }
QCheckBox::indicator:checked { border-color: $accent; background: $accent; image: url("$mark"); }

QAbstractItemView { background: $panel; color: $text; border: none; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView { gridline-color: $line; }
QTableView::item, QListView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QComboBox QListView { padding: 4px; }
QComboBox QListView::item { border: none; border-radius: 6px; padding: 6px 8px; }
QAbstractItemView:focus { border: 2px solid $accent; }
QTableView:focus { border: none; }
QListView[role="clear"], QListView[role="lines"] { background: transparent; border: none; }
QListView[role="clear"]:focus, QListView[role="lines"]:focus { border: none; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 8px; text-align: left; }
QHeaderView::section:first, QHeaderView::section:only-one { padding-left: 16px; }
QTabBar { background: transparent; }
QTabBar::tab { color: $muted; background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: 8px 2px 10px 2px; margin-right: 14px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabBar::scroller { width: 56px; }
QTabBar QToolButton { background: $window; border: 1px solid $line; border-radius: 6px; padding: 0; }
QTabBar QToolButton:hover { border-color: $edge; }
QTabBar QToolButton::left-arrow { image: url("$back"); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url("$on"); width: 12px; height: 12px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QCalendarWidget QWidget { background: $panel; alternate-background-color: $panel; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QTableView::item { border: none; padding: 0; }
QCalendarWidget QToolButton { color: $text; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: none; image: url("$back"); width: 18px; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: none; image: url("$on"); width: 18px; }
QMenu { background: $panel; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar { background: $line; border: none; border-radius: 4px; max-height: 8px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 3px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(palette: Palette) -> str:
    """Return the sheet of a palette; an unknown name in it is a bug, and raises KeyError."""
    icons, look = resources() / "icons", "dark" if palette.dark else "light"
    marks = {"mark": "check", "back": "back", "on": "on"}
    return SHEET.substitute(
        palette._asdict(), **{key: (icons / f"{name}-{look}.png").as_posix() for key, name in marks.items()}
    )
