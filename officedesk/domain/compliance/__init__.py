"""The legal dates of a client: rules as data, a profile, and the deadlines that follow from the two."""

from officedesk.domain.compliance.duties import Due, Standing
from officedesk.domain.compliance.engine import (
    MONTHS_AHEAD,
    Explanation,
    Missing,
    deadlines,
    explain,
    obligations,
    standing,
)
from officedesk.domain.compliance.profile import UNKNOWN, Profile, parse_profile
from officedesk.domain.compliance.rule import Rule
from officedesk.domain.compliance.rule_files import RuleFileError, load_rules, rules_as_json, stamp
from officedesk.domain.compliance.rule_packs import (
    PackDifference,
    RulePack,
    RulePackError,
    pack_difference,
    read_pack,
    shipped_pack,
    successor_refusal,
)
from officedesk.domain.compliance.values import ProfileError

__all__ = [
    "MONTHS_AHEAD",
    "UNKNOWN",
    "Due",
    "Explanation",
    "Missing",
    "PackDifference",
    "Profile",
    "ProfileError",
    "Rule",
    "RuleFileError",
    "RulePack",
    "RulePackError",
    "Standing",
    "deadlines",
    "explain",
    "load_rules",
    "obligations",
    "pack_difference",
    "parse_profile",
    "read_pack",
    "rules_as_json",
    "shipped_pack",
    "stamp",
    "standing",
    "successor_refusal",
]
