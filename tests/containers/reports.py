"""Reports for measuring: as long as news, all different, one claim in each. The same ones every time."""

import json
import random
from pathlib import Path

import containers_support as support

PLACES = ("Goma", "Aleppo", "Raqqa", "Sirte", "Kunduz", "Hodeidah", "Donetsk", "Mekelle", "Bamako", "Maiduguri")
PARAGRAPHS, SENTENCES, WORDS = 8, 4, 14


def write_reports(path: Path, count: int, seed: int = 1) -> float:
    """Write them as JSON lines; their mean length in bytes."""
    vocabulary = (support.ROOT / "agents/tag/data/common_words.tsv").read_text("utf-8").split()[1:]
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(vocabulary, k=WORDS)).capitalize() + "."

    lines = []
    for number in range(count):
        place, killed = chance.choice(PLACES), chance.randint(2, 90)
        claim = f"Gunmen killed {killed} people in {place} on Monday, the police said."
        text = [" ".join(sentence() for _ in range(SENTENCES)) for _ in range(PARAGRAPHS)]
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T12:00:00Z"
        report = {
            "id": f"measure-{number}", "title": f"{killed} killed in {place}", "outlet": f"Outlet {number % 40}",
            "published_at": day, "text": "\n\n".join([claim, *text]), "url": f"https://measure.example/{number}",
        }  # fmt: skip
        lines.append(json.dumps(report))
    path.write_text("\n".join(lines) + "\n")
    return sum(map(len, lines)) / count
