"""The script that writes the rules as a file to publish."""

import os
import re
import subprocess
import sys
from pathlib import Path

from officedesk.domain.compliance import load_rules, read_pack

ROOT = Path(__file__).resolve().parents[2]


def make(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / "make_pack.py"), *map(str, words)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=variables, check=False)


def test_the_printed_code_opens_the_written_file(tmp_path: Path) -> None:
    target = tmp_path / "regles.toml"

    made = make(target)

    assert made.returncode == 0
    [code] = re.findall(r"Code à publier à côté : (\S+)", made.stdout)
    pack = read_pack(target.read_bytes(), code)
    assert [rule.slug for rule in pack.rules] == [rule.slug for rule in load_rules()]
    assert f"{len(pack.rules)} règles du 23/11/2026" in made.stdout


def test_a_missing_name_and_a_missing_folder_are_sentences(tmp_path: Path) -> None:
    assert make().returncode == 2
    refused = make(tmp_path / "absent" / "regles.toml")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
