"""What docs/dedupe.md says is there."""

import re
from pathlib import Path
from typing import get_args

from agents.dedupe.compare import Reason
from agents.dedupe.lookup import MAX_CANDIDATES
from agents.dedupe.report import MAX_CHARS, MAX_SENTENCES
from agents.dedupe.store import BUCKETS, GROUPS, PREFIX
from schemas.unique_article import Relation

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dedupe.md").read_text("utf-8")


def test_every_relation_and_reason_is_told() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert {*get_args(Relation), *get_args(Reason)} <= told


def test_the_limits_are_as_told() -> None:
    assert f"{MAX_SENTENCES:,} sentences and {MAX_CHARS:,} characters" in PAGE
    assert MAX_CANDIDATES == 6
    assert f"{GROUPS:,} hashes of {BUCKETS} buckets" in PAGE
    assert f"`{PREFIX.decode()}r:REF`" in PAGE


def test_the_files_that_it_names_exist() -> None:
    for name in re.findall(r"`([\w/]+\.py)`", PAGE):
        assert (ROOT / "agents" / "dedupe" / name).exists() or (ROOT / name).exists(), name
