"""The keyring is a cache: whatever becomes of it, the passphrase stays the way in."""

import contextlib
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from officedesk.storage import keyring_cache, keys, passphrase, recall
from tests.storage import secret_service
from tests.storage.desks import PASSPHRASE, Desk


class InMemory(KeyringBackend):
    """A keyring that lives as long as its test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(InMemory):
    """A keyring that nobody unlocks."""

    def set_password(self, *_: str) -> None:
        raise KeyringLocked

    def get_password(self, *_: str) -> str | None:
        raise KeyringLocked

    def delete_password(self, *_: str) -> None:
        raise KeyringLocked


class Broken(InMemory):
    """A plug-in that raises its bus's own errors."""

    def set_password(self, *_: str) -> None:
        raise LookupError("org.freedesktop.DBus.Error.ServiceUnknown")

    def get_password(self, *_: str) -> str | None:
        raise LookupError("org.freedesktop.DBus.Error.ServiceUnknown")

    def delete_password(self, *_: str) -> None:
        raise LookupError("org.freedesktop.DBus.Error.ServiceUnknown")


class InClear(InMemory):
    """Stands for the back ends that write to a plain file."""


InClear.__module__ = "keyrings.alt.file"


@pytest.fixture(autouse=True)
def memory() -> Iterator[InMemory]:
    """Never speak to the developer's own keyring."""
    before, memory = keyring.get_keyring(), InMemory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (passphrase.VARIABLE, passphrase.FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)


def test_a_remembered_key_opens_without_the_passphrase(desk: Desk) -> None:
    assert keyring_cache.remember(desk.home, desk.key)

    assert keys.read(desk.home).cached
    assert keyring_cache.recall(desk.home) == desk.key
    assert passphrase.known_key(desk.home) == desk.key


def test_a_forgotten_key_is_gone_from_the_keyring(desk: Desk, memory: InMemory) -> None:
    keyring_cache.remember(desk.home, desk.key)

    keyring_cache.forget(desk.home)

    assert memory.kept == {}
    assert not keys.read(desk.home).cached
    assert keyring_cache.recall(desk.home) is None


def test_forgetting_what_was_never_kept_is_no_error(desk: Desk) -> None:
    keyring_cache.forget(desk.home)

    assert not keys.read(desk.home).cached


def test_the_keyring_is_not_asked_unless_the_header_says_so(desk: Desk, memory: InMemory) -> None:
    memory.kept[keyring_cache.SERVICE, keys.read(desk.home).desk] = desk.key.hex()

    assert keyring_cache.recall(desk.home) is None
    assert keyring_cache.recall_fast(desk.home) is None


def test_another_process_that_is_too_slow_or_finds_nothing_answers_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_nothing = recall.Recall(desk.home).key()
    monkeypatch.setattr(recall, "LIMIT_S", 0)

    assert found_nothing is None
    assert recall.Recall(desk.home).key() is None


BACKENDS = [keyring.backends.null.Keyring, keyring.backends.fail.Keyring, Locked, Broken, InClear]


@pytest.mark.parametrize("backend", BACKENDS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_a_keyring_that_keeps_nothing_is_no_error(desk: Desk, backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())

    assert not keyring_cache.remember(desk.home, desk.key)

    assert not keys.read(desk.home).cached
    assert keyring_cache.recall(desk.home) is None
    keyring_cache.forget(desk.home)
    assert keys.unlock(desk.home, PASSPHRASE) == desk.key


def test_a_key_is_never_given_to_a_keyring_in_clear(desk: Desk) -> None:
    backend = InClear()
    keyring.set_keyring(backend)

    keyring_cache.remember(desk.home, desk.key)

    assert backend.kept == {}


@pytest.mark.parametrize("backend", [Locked, Broken, keyring.backends.fail.Keyring])
def test_a_keyring_lost_since_leaves_the_passphrase_and_the_recovery_key(
    desk: Desk, backend: type[KeyringBackend]
) -> None:
    keyring_cache.remember(desk.home, desk.key)
    keyring.set_keyring(backend())

    assert keyring_cache.recall(desk.home) is None
    assert keys.unlock(desk.home, PASSPHRASE) == keys.unlock(desk.home, desk.recovery) == desk.key


@pytest.mark.parametrize("kept", ["", "zz", "00" * 32, "é", "00" * 10_000])
def test_what_is_not_the_key_of_this_desk_is_not_taken_for_it(desk: Desk, memory: InMemory, kept: str) -> None:
    keyring_cache.remember(desk.home, desk.key)
    memory.kept[keyring_cache.SERVICE, keys.read(desk.home).desk] = kept

    assert keyring_cache.recall(desk.home) is None


def test_without_a_bus_the_fast_way_answers_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.mark_cached(desk.home, True)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    assert keyring_cache.recall_fast(desk.home) is None


def test_a_new_passphrase_leaves_the_cached_key_valid(desk: Desk) -> None:
    keyring_cache.remember(desk.home, desk.key)

    keys.change_passphrase(desk.home, desk.key, "une toute autre phrase")

    assert keyring_cache.recall(desk.home) == desk.key


# --- a real Secret Service -------------------------------------------------------------------------------------------


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Start a real keyring, and choose the back end that the program itself would choose."""
    if not secret_service.available():
        pytest.fail(secret_service.MISSING)
    from keyring.backends import SecretService

    with secret_service.started(tmp_path_factory.mktemp("keyring")) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        keyring.set_keyring(SecretService.Keyring())  # type: ignore[no-untyped-call]
        yield environment
        # The library leaves its connections to the collector: let it be here, where that is known.
        gc.collect()


def real(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that speaks to a real keyring through a library that does not close its sockets."""
    for warning in ("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"):
        test = pytest.mark.filterwarnings(warning)(test)
    marked: Callable[..., None] = pytest.mark.keyring(test)
    return marked


@real
def test_a_real_secret_service_remembers_recalls_and_forgets(
    desk: Desk, service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine that runs many tests at once is slower than any she owns.
    monkeypatch.setattr(recall, "LIMIT_S", 30)
    assert keyring_cache.remember(desk.home, desk.key)
    recalled = (keyring_cache.recall(desk.home), keyring_cache.recall_fast(desk.home))
    by_another_process = recall.Recall(desk.home).key()

    keyring_cache.forget(desk.home)
    keys.mark_cached(desk.home, True)

    assert recalled == (desk.key, desk.key)
    assert by_another_process == desk.key
    assert recall.Recall(desk.home).key() is None
    assert keyring_cache.recall(desk.home) is None
    assert keyring_cache.recall_fast(desk.home) is None


@real
def test_a_locked_real_keyring_answers_none_at_once(desk: Desk, service: dict[str, str]) -> None:
    import secretstorage

    keyring_cache.remember(desk.home, desk.key)
    with contextlib.closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).lock()

    start = time.monotonic()
    fast = keyring_cache.recall_fast(desk.home)
    took = time.monotonic() - start

    assert fast is None
    assert took < 1
    assert keyring_cache.recall(desk.home) is None
    assert not keyring_cache.remember(desk.home, desk.key)


@real
def test_two_desks_do_not_share_their_keys(desk: Desk, service: dict[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    key, _ = keys.create(other, PASSPHRASE)

    assert keyring_cache.remember(desk.home, desk.key)
    assert keyring_cache.remember(other, key)

    assert (keyring_cache.recall_fast(desk.home), keyring_cache.recall_fast(other)) == (desk.key, key)
    keyring_cache.forget(other)
    assert keyring_cache.recall_fast(desk.home) == desk.key
