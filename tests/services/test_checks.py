"""A desk that is whole is told so again after it was written, by the very window that checked it before."""

from officedesk.services.checks import check_desk
from officedesk.services.clients import add_client
from officedesk.storage.portfolio import Portfolio
from tests.storage.desks import DAY


def test_a_second_check_reads_what_was_written_since_the_first(demo: Portfolio) -> None:
    assert check_desk(demo) == []

    for number in range(44):
        add_client(demo, {"name": f"Client {number}"}, today=DAY)

    assert check_desk(demo) == []
