"""Whether a desk is whole: what its file says of itself, and the rules that are in place."""

from officedesk.domain.compliance import RuleFileError, RulePackError, read_pack
from officedesk.domain.errors import DeskError
from officedesk.services.rules import places, rules_in_place, text_setting
from officedesk.storage import integrity
from officedesk.storage.portfolio import Portfolio


def check_desk(portfolio: Portfolio) -> list[str]:
    """Return a French sentence for each problem: file, links, search, documents, log of decisions, rules."""
    found = integrity.problems(portfolio.store)
    try:
        return [*found, *_rules(portfolio)]
    except DeskError as error:
        return list(dict.fromkeys([*found, str(error)]))


def _rules(portfolio: Portfolio) -> list[str]:
    code = places(portfolio.setting)["place"]
    try:
        if code is not None:
            # A pack that no longer reads is passed over in silence elsewhere: the shipped rules stand in for it.
            read_pack(portfolio.setting(text_setting(code), "").encode(), code)
        rules_in_place(portfolio.setting)
    except (RulePackError, RuleFileError) as error:
        return [f"Les règles légales en place ne se lisent pas : {error}."]
    return []
