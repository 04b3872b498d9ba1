"""The first rules of all: tests on what a rule may ask read these alone, whatever others ship."""

from officedesk.domain.compliance import Rule, load_rules

FIRST = (
    "dsn-mensuelle-05",
    "dsn-mensuelle-15",
    "duerp-annuel",
    "duerp-initial",
    "efact-emission",
    "efact-reception",
    "vigilance-fournisseur",
)


def first_rules() -> list[Rule]:
    """Return these rules as they ship."""
    return [rule for rule in load_rules() if rule.slug in FIRST]
