"""Write the rules of ``resources/compliance`` as one file to publish, and print the code to publish beside it."""

import sys
from pathlib import Path

from officedesk.domain.compliance.rule_files import RuleFileError, rule_texts
from officedesk.domain.compliance.rule_packs import RulePackError, read_pack, write_pack

USAGE = "Il faut un nom de fichier : « .venv/bin/python packaging/make_pack.py regles.toml »."


def main(arguments: list[str]) -> int:
    """Write the pack; return the exit status."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    target = Path(arguments[0])
    try:
        content = write_pack("Règles OfficeDesk", rule_texts())
        target.write_bytes(content)
    except (RulePackError, RuleFileError, OSError) as error:
        print(f"Le fichier « {target} » n’est pas écrit : {error}", file=sys.stderr)
        return 1
    made = read_pack(content)
    print(f"{target} : {len(made.rules)} règles du {made.version:%d/%m/%Y}")
    print(f"Code à publier à côté : {made.code}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
