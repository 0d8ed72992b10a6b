"""What holds for every text."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agents.clean.text import clean_text

FURNITURE = st.sampled_from(
    [
        "Share",
        "Comments",
        "Read more: The town that would not yield",
        "Related stories",
        "Most popular",
        "Your donation helps us to report.",
        "Sign up for our newsletter.",
        "Photo: Omar Hadid/AFP",
        "© 2014 The Courier",
        "Advertisement",
        "By Lena Marsh",
        "Mike says:",
        "Comments are closed.",
        "Home",
        "News",
        "  • Aaron",
        "2 hours ago",
        "£20,000 - £24,000 per annum",
    ]
)
TOLD = [
    "Rebels entered the town on Tuesday after a week of shelling, witnesses and an army officer said.",
    "“We could not count them all,” he said.",
    "At least 23 people were killed when a rocket struck the market in the old quarter of the town.",
    "The road is closed.",
    "A market in ruins",
    "Your support makes all the difference.The army denied that it had lost the town to the rebels.",
    "Some 4,000 families fled across the river, aid workers say, and the camps are full. Subscribe now.",
]
PROSE = st.sampled_from(TOLD)


def told_once(lines: list[str]) -> list[str]:
    """The lines without prose that stood before: a report says nothing twice, furniture may."""
    return [line for n, line in enumerate(lines) if line not in TOLD or line not in lines[:n]]


PAGES = st.lists(st.one_of(FURNITURE, PROSE, st.text(max_size=40)), max_size=14).map(told_once)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"])
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(PAGES, GAPS)
def test_cleaning_twice_changes_nothing(lines: list[str], gap: str) -> None:
    once = clean_text(gap.join(lines))
    assert clean_text(once.text).text == once.text
    titled = clean_text(gap.join(lines), title="Rebels enter border town")
    assert clean_text(titled.text, title=titled.title).text == titled.text


@MANY
@given(PAGES, GAPS)
def test_blocks_tile_the_text_and_point_into_the_raw_text(lines: list[str], gap: str) -> None:
    raw = gap.join(lines)
    cleaned = clean_text(raw)
    end = 0
    for block in cleaned.blocks:
        assert cleaned.text[end : block.start].strip() == ""
        assert block.start < block.end
        end = block.end
        assert block.raw_start is not None
        assert 0 <= block.raw_start < len(raw)
        if raw.isascii() and raw.isprintable():
            assert raw.startswith(cleaned.text[block.start], block.raw_start)
    assert cleaned.text[end:] == ""


@MANY
@given(st.lists(PROSE, min_size=1, max_size=8))
@example(
    [
        *["At least 23 people were killed when a rocket struck the market in the old quarter of the town."] * 2,
        "Some 4,000 families fled across the river, aid workers say, and the camps are full. Subscribe now.",
        "A market in ruins",
    ]
)
def test_no_sentence_of_prose_is_lost(lines: list[str]) -> None:
    kept = clean_text("\n".join(lines)).text
    for line in lines:
        for own in (
            "The army denied that it had lost the town to the rebels.",
            "The road is closed.",
            "the camps are full.",
        ):
            assert own not in line or own in kept
