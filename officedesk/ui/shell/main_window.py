"""The window: the sidebar, the page in front, and the gestures that every page shares."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.storage.glance import EventLine, Glance
from officedesk.ui.failures import Failures, told
from officedesk.ui.jobs import Jobs
from officedesk.ui.pages.today import TodayPage
from officedesk.ui.parts.toast import Toasts
from officedesk.ui.shell import capture
from officedesk.ui.shell.banner import DemoBanner
from officedesk.ui.shell.opener import Opener
from officedesk.ui.shell.page_stack import PageStack
from officedesk.ui.shell.places import PLACES, TODAY, client_page, new_client
from officedesk.ui.shell.sidebar import Sidebar
from officedesk.ui.shell.theme import Theme

if TYPE_CHECKING:
    from officedesk.domain.capture import Captured, Span
    from officedesk.interop.desktop_notifications import Notice
    from officedesk.storage.portfolio import Portfolio
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.client import ClientPage
    from officedesk.ui.shell.actions import Actions
    from officedesk.ui.shell.reminder_banner import ReminderBanner
    from officedesk.ui.shell.shared_screen import SharedScreen

P = TypeVar("P", bound=QWidget)

SIZE = (1440, 900)
SMALLEST = (900, 600)
# What the desktop's own title bar takes of the screen's height.
TITLE_BAR = 40


class MainWindow(QMainWindow):
    """Painted from a glance; everything else is built when a gesture asks for it."""

    closed = Signal()
    remake_asked = Signal()
    """The size of the text was changed: a window keeps the one that it was built with."""
    page_shown = Signal(str)

    def __init__(self, glance: Glance, opener: Opener, jobs: Jobs, theme: Theme, *, demo: bool = False) -> None:
        super().__init__()
        self._opener, self._jobs, self._theme = opener, jobs, theme
        self._glance = glance
        self._gone = self._forsaken = False
        self._shared: Collaborators | None = None
        self.setWindowTitle(self.tr("OfficeDesk"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*self._fitting_size())
        self.toasts = Toasts(self)
        self.failures = Failures(opener.home, self.toasts, opener.now, self)
        self.sidebar = Sidebar(glance, self._read_line)
        self.today = TodayPage(glance, lambda text, refused: self._read_line(text, refused, self._glance.own.id))
        self.pages: dict[str, QWidget] = {TODAY: self.today}
        self.client: tuple[int, ClientPage] | None = None
        self.reminder: ReminderBanner | None = None
        self._half_typed: dict[int, ClientPage] = {}
        self.stack = PageStack()
        self.stack.hold(self.today)
        self._refreshing = QTimer(self, singleShot=True, interval=0)
        self._lay_out(demo)
        self._connect()
        if glance.shared is not None:
            self.sharing.show()
        self.sidebar.show_saved(self.tr("Enregistré · hors ligne"))
        # No control is marked before a key is pressed; the first Tab goes to the capture line.
        self.setFocus()

    @cached_property
    def actions_(self) -> "Actions":
        """Return the gestures of the whole window, their keys taken and the menu filled on the first call."""
        from officedesk.ui.shell.actions import Actions

        actions = Actions(self)
        actions.mark_theme(self._theme.choice)
        self.sidebar.menu.setMenu(actions.menu)
        self.sidebar.search.clicked.connect(actions.find.trigger)
        actions.new_task.triggered.connect(self.sidebar.capture.start)
        actions.undo.triggered.connect(lambda: self._opener.when_open(lambda: self.shared.history.undo()))
        actions.redo.triggered.connect(lambda: self._opener.when_open(lambda: self.shared.history.redo()))
        actions.refresh.triggered.connect(lambda: self._opener.when_open(self.refresh))
        actions.quit.triggered.connect(self.close)
        actions.serve(self._opener.when_open, lambda: self.shared, self.shown_client)
        actions.themes.triggered.connect(self._choose_theme)
        actions.open_places(self.show_page)
        actions.share.triggered.connect(lambda: self.sharing.begin())
        actions.menu.aboutToShow.connect(lambda: actions.share.setEnabled(self.sharing.is_possible))
        actions.show_alone(self._glance.shared is not None)
        return actions

    @cached_property
    def sharing(self) -> "SharedScreen":
        """Return what shows one client alone, made when a screen is first shared."""
        from officedesk.ui.shell.shared_screen import SharedScreen

        return SharedScreen(self)

    # --- going somewhere ---------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a page of the sidebar, built on its first visit; none of them while the screen is shared."""
        if self._glance.shared is not None:
            return
        self.sidebar.mark_page(name)
        if name in self.pages:
            self._front(self.pages[name], name)
            return
        self._opener.when_open(lambda: self._build_page(name))

    def show_client(self, client_id: int, table: str = "client", row_id: int = 0) -> None:
        """Show a client's workspace, on a row when one is named; the screen may be shared with another client."""
        if self._glance.shared not in (None, client_id):
            return
        self.sidebar.mark_client(client_id)
        self._opener.when_open(lambda: self._show_client(client_id, table, row_id))

    @property
    def glance(self) -> Glance:
        """What the first screen shows."""
        return self._glance

    def when_open(self, act: Callable[[], None]) -> None:
        """Act as soon as the desk is open."""
        self._opener.when_open(act)

    def put_over(self, banner: QWidget) -> None:
        """Show a banner over the page."""
        self._main.insertWidget(0, banner)

    def shown_client(self) -> int | None:
        """Return the client whose workspace is in front, if one is."""
        return self.client[0] if self.client is not None and self.stack.page is self.client[1] else None

    def act_on(self, name: str, act: Callable[[Any], object]) -> None:
        """Show a page, then do what it does, once the form half typed in front of it lets it be shown."""
        self.show_page(name)
        page = self.pages.get(name)
        if page is not None and self.stack.page is page:
            act(page)

    def _build_page(self, name: str) -> None:
        build = next(place.build for place in PLACES if place.name == name)
        if name not in self.pages and build is not None:
            self.pages[name] = self._adopt(build(self.shared))
        self._front(self.pages[name], name)

    def _show_client(self, client_id: int, table: str, row_id: int) -> None:
        if self.client is None or self.client[0] != client_id:
            self._leave_client()
            page = self._half_typed.pop(client_id, None) or self._adopt(client_page(self.shared, client_id))
            self.client = (client_id, page)
        page = self.client[1]
        self.sidebar.mark_client(client_id)
        self.sidebar.capture.choose(client_id)
        self._front(page, "client")
        if row_id:
            page.show_row(table, row_id)

    def _leave_client(self) -> None:
        """Let a client's page go, unless something typed there would go with it: it waits to be seen again."""
        if self.client is None:
            return
        client_id, page = self.client
        if page.is_being_filled():
            self._half_typed[client_id] = page
        else:
            self.stack.let_go(page)
        self.client = None

    def _adopt(self, page: P) -> P:
        self.stack.hold(page)
        if hasattr(page, "opened"):
            page.opened.connect(self.show_client)
        return page

    def _front(self, page: QWidget, name: str) -> None:
        self.stack.bring(page)
        # Her keys act on what she came for; a line half typed in the sidebar keeps them.
        if page.focusProxy() is not None and not self.sidebar.capture.entry.text():
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(name)

    # --- what every page is given ------------------------------------------------------------------------------------

    @property
    def shared(self) -> "Collaborators":
        """Return what pages are built with; only once the portfolio is open."""
        if self._shared is None:
            raise RuntimeError("the portfolio is not open")
        return self._shared

    def _on_opened(self, portfolio: "Portfolio") -> None:
        from officedesk.ui.changes import Changes
        from officedesk.ui.collaborators import Collaborators
        from officedesk.ui.history import History

        changes = Changes(portfolio.store, self)
        history = History(portfolio, self.toasts, self)
        day = self._glance.day
        self._shared = Collaborators(portfolio, changes, self._jobs, history, self.toasts, day, self._theme)
        changes.happened.connect(self._on_change)
        history.only = self._glance.shared
        history.moved.connect(self._tell_history)
        self._refreshing.start()
        self._bring_dates_up_to_date()

    def _bring_dates_up_to_date(self) -> None:
        """Let rules, profiles and limits say, behind the window, what holds now: days pass, an undo moves a profile."""
        # Not in the thread: see Opener.open.
        from officedesk.services.compliance import refresh_all
        from officedesk.services.decisions import expire_decisions

        portfolio, day = self.shared.portfolio, self._glance.day

        def work() -> int:
            return refresh_all(portfolio, day) + expire_decisions(portfolio, day)

        # What was written is announced as any change is.
        self._jobs.run(work, lambda _written: None, owner=self)

    def _on_change(self, change: "Change") -> None:
        # Only a committed step is announced.
        self.sidebar.show_saved(self.tr("Enregistré · hors ligne"))
        if change.concerns("client", "supplier_contract", "own_rule"):
            self._bring_dates_up_to_date()
        if change.concerns("client") and self.client is not None and change.client_id is None:
            self._follow_clients()
        self._refreshing.start()

    def _follow_clients(self) -> None:
        """Leave the page of a client that is no longer there, after an undone creation for instance."""
        known = {line.id for line in self.shared.portfolio.glance(self._glance.day).clients}
        known.add(self._glance.own.id)
        if self.client is not None and self.client[0] not in known:
            self.show_page(TODAY)
            self._leave_client()

    def refresh(self) -> None:
        """Read the first screen again."""
        if self._shared is None or self._gone:
            return
        self._glance = self.shared.portfolio.glance(self._glance.day)
        self.sidebar.show_glance(self._glance)
        self.today.show_glance(self._glance, self._recurring())
        if self._glance.shared is None:
            self.today.weeks.read(self.shared, self._glance.day)
        self._tell_history()

    def _recurring(self) -> tuple[EventLine, ...]:
        from officedesk.ui.shell.recurring import recurring_events

        return recurring_events(self.shared.portfolio, self._glance)

    def _tell_history(self) -> None:
        if self._shared is not None and not self._gone:
            self.actions_.show_labels(*self.shared.history.labels())

    # --- gestures ----------------------------------------------------------------------------------------------------

    def _complete(self, client_id: int, task_id: int) -> None:
        def act() -> None:
            from officedesk.services import tasks
            from officedesk.ui.pages.task_words import done_words

            with told(self.toasts):
                workspace = self.shared.portfolio.workspace_by_id(client_id)
                finished = tasks.finish_tasks(workspace, [task_id], self._glance.day)
                if finished.done:
                    self.shared.history.offer_undo(done_words(*finished))
            self._refreshing.start()

        self._opener.when_open(act)

    def _read_line(self, text: str, refused: "Sequence[Span]", client_id: int) -> "Captured":
        return capture.read_line(text, refused, client_id, self._glance, self._opener.portfolio)

    def _add_today(self, captured: "Captured") -> None:
        self._capture(captured, self._glance.own.id, self._glance.day, self.today.forget_typed)

    def _add(self, captured: "Captured", client_id: int) -> None:
        # What is added while Aujourd’hui is in front is seen there.
        due = self._glance.day if self.stack.page is self.today else None
        self._capture(captured, client_id, due, self.sidebar.capture.clear)

    def _capture(self, captured: "Captured", client_id: int, due: dt.date | None, forget: Callable[[], None]) -> None:
        """Add a task; what was typed is forgotten only once it is in the file."""
        with told(self.toasts):
            capture.client_of(captured, self._glance, client_id)
            self._opener.when_open(lambda: self._keep(captured, client_id, due, forget))

    def _keep(self, captured: "Captured", client_id: int, due: dt.date | None, forget: Callable[[], None]) -> None:
        try:
            task, client = capture.keep(captured, client_id, self._glance, self.shared.portfolio, due)
        except DeskError as error:
            self.sidebar.show_saved(self.tr("Non enregistré"), refused=True)
            self.toasts.say(str(error), tone="late")
            return
        forget()
        self.shared.history.offer_undo(capture.told(task, client, self._glance.day))

    def _new_client(self) -> None:
        self._opener.when_open(lambda: new_client(self.shared, self, self._show_created))

    def _show_created(self, client_id: int) -> None:
        self.refresh()
        self.show_client(client_id)

    def _choose_theme(self) -> None:
        chosen = self.actions_.themes.checkedAction()
        if chosen is None:
            return
        choice = str(chosen.data())
        self._theme.choose(choice)
        self._opener.when_open(lambda: self.shared.portfolio.set_setting("theme", choice))

    def come_forward(self) -> None:
        """Show the window over the others: someone started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def come_to_deadlines(self) -> None:
        """Show the legal dates over the other windows: she clicked on a reminder."""
        self.come_forward()
        self.show_page("deadlines")

    def show_reminder(self, notice: "Notice") -> None:
        """Show over the page, in the place of the last one, a reminder that no desktop showed."""
        from officedesk.ui.shell.reminder_banner import ReminderBanner

        self.clear_reminder()
        self.reminder = ReminderBanner(notice)
        self.reminder.asked.connect(lambda: self.show_page("deadlines"))
        self.reminder.left.connect(self.clear_reminder)
        self.put_over(self.reminder)
        self.reminder.alert()
        QApplication.alert(self)

    def clear_reminder(self) -> None:
        """Take the reminder away."""
        if self.reminder is not None:
            self.reminder.hide()
            self.reminder.deleteLater()
            self.reminder = None

    # --- another size of text ----------------------------------------------------------------------------------------

    def follow_text_size(self) -> None:
        """Have the window built again if another size of text was kept; not over something half typed, which stays."""
        if self._glance.text_size == self._theme.text_size:
            return
        if self._is_being_filled():
            self.toasts.say(self.tr("La taille du texte changera à la prochaine ouverture : une saisie est en cours."))
            return
        self.remake_asked.emit()

    def place(self) -> tuple[str, int | None]:
        """Return the page in front: its name and, of a client's workspace, the client."""
        return next((name for name, page in self.pages.items() if page is self.stack.page), TODAY), self.shown_client()

    def take_over(self, portfolio: "Portfolio", former: "MainWindow") -> None:
        """Take the place of a window, on its page, with the desk that is open."""
        name, client_id = former.place()
        self._on_opened(portfolio)
        self.restoreGeometry(former.saveGeometry())
        self.show()
        former.retire()
        if client_id is not None:
            self.show_client(client_id)
        else:
            self.show_page(name)

    def retire(self) -> None:
        """Go without closing the desk."""
        self._gone = True
        self._refreshing.stop()
        self.shared.changes.end()
        self.hide()
        self.deleteLater()

    # --- the end -----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the session close the desk; ask first about what is typed and not kept."""
        if self._is_being_filled() and not self._forsaken:
            event.ignore()
            self._ask_to_leave()
            return
        if self._opener.is_awaited:
            # What she asked for while the desk opens is done before it closes.
            event.ignore()
            self._opener.when_open(self._close_again)
            return
        event.accept()
        if not self._gone:
            self._gone = True
            self._refreshing.stop()
            if self._shared is not None:
                self._shared.changes.end()
            self.closed.emit()

    def _close_again(self) -> None:
        self.close()

    def _is_being_filled(self) -> bool:
        filled = self.client is not None and self.client[1].is_being_filled()
        return filled or bool(self._half_typed) or self._filled_page() is not None

    def _filled_page(self) -> str | None:
        if len(self.pages) == 1:
            return None
        from officedesk.ui.shell.leaving import filled_page

        return filled_page(self.pages)

    def _ask_to_leave(self) -> None:
        from officedesk.ui.shell.leaving import ask_to_leave

        page = self._filled_page()
        if page is not None:
            self.show_page(page)
        elif self.client is None or not self.client[1].is_being_filled():
            self.show_client(next(iter(self._half_typed)))
        ask_to_leave(self, self._leave)

    def _leave(self) -> None:
        self._forsaken = True
        self.close()

    # --- making ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        sidebar = self.sidebar
        # Keys and the menu do not show in the first picture: they are made right after it.
        sidebar.menu.seen.connect(lambda: self.actions_)
        sidebar.page_asked.connect(self.show_page)
        sidebar.client_asked.connect(self.show_client)
        sidebar.new_client_asked.connect(self._new_client)
        sidebar.capture.asked.connect(self._add)
        # The desk opens behind her while she types.
        sidebar.capture.begun.connect(lambda: self._opener.when_open(lambda: None))
        self.today.entry.textEdited.connect(lambda: self._opener.when_open(lambda: None))
        self.today.opened.connect(self.show_client)
        self.today.completed.connect(self._complete)
        self.today.added.connect(self._add_today)
        self.today.deadlines_asked.connect(lambda: self.show_page("deadlines"))
        self.today.tasks_asked.connect(lambda: self.show_page("tasks"))
        self.today.week_asked.connect(lambda monday: self.act_on("agenda", lambda page: page.show_week(monday)))
        self._opener.opened.connect(self._on_opened)
        self._refreshing.timeout.connect(self.refresh)

    def _fitting_size(self) -> tuple[int, int]:
        """Return the usual size in pixels, or what the screen has room for."""
        room = self.screen().availableGeometry()
        return min(SIZE[0], room.width()), min(SIZE[1], room.height() - TITLE_BAR)

    def _lay_out(self, demo: bool) -> None:
        self._main = main = QVBoxLayout()
        main.setSpacing(0)
        if demo:
            main.addWidget(DemoBanner())
        main.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(main, 1)
        self.setCentralWidget(body)
