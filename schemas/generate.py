"""Writes jsonschema/: one JSON Schema for each topic's record, generated from the structs.

``python -m schemas.generate`` writes them; a test says when they are not current.
"""

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from schemas.alert import Alert
from schemas.claim import Claim
from schemas.clean_article import CleanArticle
from schemas.copied_article import CopiedArticle
from schemas.correction import Correction
from schemas.dead_letter import DeadLetter
from schemas.kept import KeptDecision, KeptIncident
from schemas.payload import DigestPayload, Payload
from schemas.raw_article import RawArticle
from schemas.tagged_article import TaggedArticle
from schemas.unique_article import UniqueArticle

FOLDER: Final = Path(__file__).with_name("jsonschema")
RECORDS: Final[dict[str, Any]] = {
    "raw_article": RawArticle,
    "clean_article": CleanArticle,
    "unique_article": UniqueArticle,
    "copied_article": CopiedArticle,
    "tagged_article": TaggedArticle,
    "claim": Claim,
    "alert": Alert,
    "dead_letter": DeadLetter,
    "correction": Correction,
    "incident": KeptIncident,
    "decision": KeptDecision,
    "payload": Payload,
    "payload_digest": DigestPayload,
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the record of this name."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(RECORDS[name])}


def render(name: str) -> str:
    """The file's content."""
    return json.dumps(schema(name), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(exist_ok=True)
    for name in RECORDS:
        (FOLDER / f"{name}.json").write_text(render(name), encoding="utf-8")


if __name__ == "__main__":
    main()
