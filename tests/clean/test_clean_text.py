"""Raw page text: what stays, what goes, and where it stood."""

import pytest

from agents.clean.characters import repair
from agents.clean.families import Families, Family
from agents.clean.text import clean_text
from schemas.clean_article import Block

APPEAL = (
    "Your support keeps us in the field",
    "Wars are expensive to cover, and The Courier is there when the story breaks, because our readers want the facts.",
    "We rely on readers for our reporting. Please consider making a donation.",
)
LINKS = ("Read more: The town that would not yield", "Nine dead in blast at army base", "Who are the river rebels?")
THREAD = (
    "Comments",
    "Moses K.",
    "2 hours ago",
    "The rebels have killed hundreds in my village and nobody says a word.",
)


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    return [block.kind for block in blocks]


def reasons(text: str) -> dict[str, str]:
    return {cut.text: cut.reason for cut in clean_text(text).cuts}


def test_plain_text_comes_back_as_it_is(article: str) -> None:
    cleaned = clean_text(f"  {article}\n")
    assert cleaned.text == article
    assert cleaned.cuts == ()
    assert [article[b.raw_start - 2 : b.raw_start - 2 + b.end - b.start] for b in cleaned.blocks if b.raw_start] == [
        article[b.start : b.end] for b in cleaned.blocks
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town of Karsala on Sunday.",
        "Rebels captured Karsala (AP)",
        "Photo: bodies in the street",
        "Read more: rebels seize Karsala",
        "Seven people were killed on Monday. The army denied it.\nIt said no more.",
        "“They are all dead,” she said.\n“All of them.”",
    ],
)
def test_a_short_report_is_never_cut(text: str) -> None:
    assert clean_text(text).text == text


def test_blank_lines_stay_and_single_line_ends_stay() -> None:
    text = "One thing happened today in the town.\nAnother happened too.\n\n\n\nA third thing happened."
    assert (
        clean_text(text).text
        == "One thing happened today in the town.\nAnother happened too.\n\nA third thing happened."
    )


def test_an_appeal_glued_to_the_first_sentence_is_cut_inside_the_line(title: str, paragraphs: list[str]) -> None:
    raw = "\n".join([title, *APPEAL, "Your donation makes the difference." + paragraphs[0], *paragraphs[1:]])
    cleaned = clean_text(raw)
    assert cleaned.text == "\n".join([title, *paragraphs])
    assert {cut.reason for cut in cleaned.cuts} == {"appeal"}
    first = cleaned.blocks[1]
    assert first.raw_start == raw.index(paragraphs[0])


def test_an_appeal_glued_to_the_last_sentence_is_cut(title: str, paragraphs: list[str]) -> None:
    raw = "\n\n".join([title, *paragraphs[:-1], paragraphs[-1] + "Support our journalism today."])
    assert clean_text(raw).text == "\n\n".join([title, *paragraphs])


def test_a_quoted_appeal_belongs_to_the_article(title: str, paragraphs: list[str]) -> None:
    quoted = "“Your support helps us to feed the children,” the nurse told visitors on Friday."
    raw = "\n\n".join([title, *paragraphs, quoted])
    assert clean_text(raw).text == raw


def test_related_links_go_and_the_paragraph_after_them_stays(title: str, paragraphs: list[str]) -> None:
    raw = "\n\n".join([title, *paragraphs[:3], "\n".join(LINKS), *paragraphs[3:]])
    cleaned = clean_text(raw)
    assert cleaned.text == "\n\n".join([title, *paragraphs])
    assert [cut.text for cut in cleaned.cuts] == list(LINKS)
    assert [raw[cut.raw_start :].startswith(cut.text) for cut in cleaned.cuts if cut.raw_start] == [True] * 3


def test_a_comment_thread_goes_whole(article: str, title: str, paragraphs: list[str]) -> None:
    assert clean_text(article + "\n\n" + "\n".join(THREAD)).text == article
    closed = ["  • Joe Mwangi", "    I think the army is lying about the town.", "  • Ann", "Comments are closed."]
    assert clean_text(article + "\n\n\n" + "\n\n".join(closed)).text == article
    assert reasons(article + "\n" + "\n".join(THREAD))["Comments"] == "comments"


@pytest.mark.parametrize(
    "tail",
    [
        ["Lena Marsh", "Facebook", "Twitter", "RSS"],
        ["Share this article", "Most popular", "1 Star striker sold", "2 House prices fall again"],
        ["Sign up for our daily newsletter.", "Arts", "The opera that shocked a city", "A critic on the new season"],
        ["© 2014 The Courier. All rights reserved.", "Buy the book of the year at half its price, only in our shop."],
        ["Lena Marsh is a freelance journalist based in the region.", "Follow her on Twitter @lenamarsh"],
        ["Clerk, Leeds", "£20,000 - £24,000 per annum", "Apply now"],
        ["Tags: border, shelling, rebels", "Previous article", "Drought enters third year"],
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_stands_after_the_end_goes(title: str, paragraphs: list[str], tail: list[str], gap: str) -> None:
    raw = gap.join([title, *paragraphs, *tail])
    assert clean_text(raw).text == gap.join([title, *paragraphs])


@pytest.mark.parametrize(
    "box", [["Advertisement"], ["Sign up for our daily newsletter."], ["Related stories", *LINKS[1:]]]
)
@pytest.mark.parametrize("position", [2, 4, 5])
def test_the_article_goes_on_after_a_box(title: str, paragraphs: list[str], box: list[str], position: int) -> None:
    raw = "\n\n".join([title, *paragraphs[:position], *box, *paragraphs[position:]])
    assert clean_text(raw).text == "\n\n".join([title, *paragraphs])


@pytest.mark.parametrize("position", [1, 3, 4])
def test_a_call_to_comment_within_a_report_is_not_its_end(title: str, paragraphs: list[str], position: int) -> None:
    call = "Join the discussion: our readers' forum is open day and night."
    raw = "\n\n".join([title, *paragraphs[:position], call, *paragraphs[position:]])
    assert clean_text(raw).text == "\n\n".join([title, *paragraphs])


def test_captions_are_kept_apart(title: str, paragraphs: list[str]) -> None:
    captions = [
        "A boy carries water past a burnt-out lorry in the market. Picture: AFP.",
        "Soldiers in the hills above the town Soldiers in the hills above the town (AP)",
    ]
    raw = "\n\n".join([title, captions[0], *paragraphs[:2], captions[1], *paragraphs[2:]])
    cleaned = clean_text(raw)
    assert cleaned.text == "\n\n".join([title, *paragraphs])
    assert [(cut.text, cut.reason) for cut in cleaned.cuts] == [(caption, "caption") for caption in captions]


def test_notices_and_menus_above_the_title_go(title: str, paragraphs: list[str]) -> None:
    head = ["Skip to main content", "Home", "World", "Sport", "This website uses cookies."]
    notice = "This is an archived article. The information in it may be outdated."
    raw = "\n".join([*head, title, notice, *paragraphs])
    assert clean_text(raw).text == "\n".join([title, *paragraphs])
    assert clean_text(raw, title=title).text == "\n".join([title, *paragraphs])


def test_title_subhead_byline_dateline_are_named(title: str, paragraphs: list[str]) -> None:
    standfirst = "Hospital counts at least 23 dead as army says it still holds the hills"
    parts = [title, standfirst, "By Lena Marsh", "Karsala", *paragraphs[:3], "A market in ruins", *paragraphs[3:]]
    cleaned = clean_text("\n\n".join([*parts, "Additional reporting by Omar Hadid"]))
    assert kinds(cleaned.blocks) == [
        "title",
        "standfirst",
        "byline",
        "dateline",
        *["paragraph"] * 3,
        "subhead",
        *["paragraph"] * 3,
        "byline",
    ]
    assert cleaned.title == title


def test_a_given_title_stands_before_the_text_once(title: str, paragraphs: list[str]) -> None:
    body = "\n".join(paragraphs)
    assert clean_text(body, title=title).text == f"{title}\n\n{body}"
    assert clean_text(f"{title}\n\n{body}", title=title).text == f"{title}\n\n{body}"
    assert clean_text(f"{title}\n\n{body}", title=title.upper()).text == f"{title}\n\n{body}"
    on_one_line = f"{title} The army says it still holds it, a spokesman said."
    cleaned = clean_text(on_one_line, title=title)
    assert cleaned.text == on_one_line
    assert [(b.kind, on_one_line[b.start : b.end][:10]) for b in cleaned.blocks] == [
        ("title", title[:10]),
        ("paragraph", "The army s"),
    ]
    block = clean_text(body, title=title).blocks
    assert block[0].raw_start is None
    assert block[1].raw_start == 0


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = (
        "    Rebel fighters entered the border town of Karsala on Tuesday\n"
        "after a week of shelling, witnesses and an army officer told\n"
        "reporters in the provincial capital.\n"
        "    The army denied that it had lost the town and said that its\n"
        "soldiers had withdrawn to the hills to spare the people who live\n"
        "there.\n"
        "    The road to the capital remains closed."
    )
    cleaned = clean_text(wrapped)
    assert cleaned.text.count("\n") == 2
    assert "on Tuesday after a week" in cleaned.text
    assert "unwrapped" in cleaned.notes
    assert clean_text(cleaned.text).text == cleaned.text


def test_characters_are_put_right_and_offsets_survive(title: str) -> None:
    raw = (
        f"\ufeff{title}\n\nThe mayor\u200b said: â€œWe are cafe\u0301 ownersâ€\u009d today.\u00a0 The town is calm now."
    )
    cleaned = clean_text(raw)
    assert cleaned.text == f"{title}\n\nThe mayor said: “We are café owners” today.  The town is calm now."
    assert "characters_repaired" in cleaned.notes
    assert cleaned.blocks[1].raw_start == raw.index("The mayor")


def test_real_letters_that_look_like_mojibake_stay() -> None:
    assert clean_text("O AMANHÃ» de Ângela, disse a Câmara.").text == "O AMANHÃ» de Ângela, disse a Câmara."


def test_a_page_of_furniture_alone_is_kept_with_a_note() -> None:
    raw = "We use cookies to improve your experience.\nAccept all cookies\nShare\nFacebook"
    cleaned = clean_text(raw)
    assert cleaned.text == raw
    assert cleaned.notes == ("only_furniture",)


def test_language_is_found_in_longer_text_only(article: str) -> None:
    french = (
        "Les rebelles ont pris la ville mardi après une semaine de bombardements, selon des témoins sur place. " * 4
    )
    assert clean_text(french).language == "fr"
    assert clean_text("Les rebelles ont pris la ville.").language == "en"
    assert clean_text(article).language == "en"


def test_english_in_note_form_is_no_pidgin() -> None:
    notes = "\n".join(
        f"March {day}: {who} killed {count} and abducted two in {where}, Katsina."
        for day, who, count, where in (
            (2, "Bandits", "four", "Jibia"),
            (3, "Kidnappers", "one", "Batsari"),
            (5, "Vigilantes", "three bandits", "Kankara"),
            (7, "Herdsmen", "nine", "Faskari"),
        )
    )
    pidgin = "Di pipo wey dey Kano don tok say dem no go gree make gofment comot di money. Na so e be. " * 3
    assert clean_text(notes).language == "en"
    assert clean_text(pidgin).language == "pcm"


def test_the_engine_obeys_any_family(article: str) -> None:
    toy = Family.of_patterns("toy", "toy_reason", "line", "cut", ["road"], ["The road .*"])
    cleaned = clean_text(article, families=Families.of([toy]))
    assert [(cut.reason, cut.text) for cut in cleaned.cuts] == [
        ("toy_reason", "The road to the capital remains closed.")
    ]


def test_hostile_texts_are_bounded() -> None:
    for raw in ("word " * 200_000, "Share\n" * 100_000, "The same line of text again.\n" * 50_000, "x" * 1_000_000):
        assert clean_text(raw).text


def test_quotation_marks_of_old_wires() -> None:
    """Grave accents, two apostrophes and double primes become quotation marks; inches stay."""
    text = "``We hold the town,'' he said. ″They fled,″ a witness said. The man is 5 feet 10″ tall."
    assert repair(text) == '"We hold the town," he said. "They fled," a witness said. The man is 5 feet 10″ tall.'


def test_a_low_quotation_mark_for_a_comma() -> None:
    """Some pages write commas so; where it opens a quotation it stays."""
    assert repair("Nine people‚ two of them children‚ died.") == "Nine people, two of them children, died."
    assert repair("Er sagte: ‚Nein‘.") == "Er sagte: ‚Nein‘."


def test_votes_above_and_between_make_no_thread_of_a_report(title: str, paragraphs: list[str]) -> None:
    votes = "12 votes"
    raw = "\n".join([title, votes, *paragraphs[:2], votes, *paragraphs[2:]])
    assert clean_text(raw).text.split("\n")[-4:] == paragraphs[2:]


def test_a_notice_above_the_title_is_no_article_that_ends(title: str, paragraphs: list[str]) -> None:
    notice = [
        "We and our 300 partners store data on a device, such as identifiers, and process them for statistics and for "
        "advertisements. You can change your mind at any time in the settings.",
        "Accept all",
    ]
    assert clean_text("\n".join([*notice, title, "Join the conversation", *paragraphs])).text == "\n".join(
        [title, *paragraphs]
    )


def test_a_headline_under_a_label_of_the_page_is_the_title(title: str, paragraphs: list[str]) -> None:
    raw = "\n".join(["BREAKING NEWS", "Live TV", "On Air", title, "Follow us on Twitter", "Share", *paragraphs])
    assert clean_text(raw).text == "\n".join([title, *paragraphs])
