"""When it is said to have happened: the expression that dates a trigger, and the class of its age.

Timing: breaking within 48 hours before publication, recent within 14 days, background older; over a
year: history.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from agents.claims.frames.match import Match
from agents.claims.judging.chronicles import entry_day, lists_days
from agents.claims.judging.claim_time import SAID_THEN, claim_time, dates_their_capture, nearest
from agents.claims.judging.since_then import since_then
from agents.claims.language.bare_words import letter_runs, word_set
from agents.claims.language.other_clauses import dates_another
from agents.claims.language.spelled import UNITS
from agents.claims.language.when import When, expressions
from agents.claims.mode.as_history import commemorated, told_as_history
from agents.claims.mode.history import (
    before_that,
    by_war,
    cumulative,
    known_by_it,
    let_go,
    of_the_year,
    over_and_over,
    presupposed,
    since_long,
    up_to_now,
)
from agents.claims.mode.past_marks import remembered
from agents.claims.mode.stretches import (
    goes_on_of_a_war,
    in_attack_after_attack,
    in_the_war,
    in_thousands,
    left_by_war,
    of_all_the_fighting,
    of_an_old_war,
    of_many_attacks,
    of_years_of_war,
    over_months,
    since_it_began,
)
from agents.claims.mode.told_past import told_past
from agents.claims.model import Sentence, Token
from agents.claims.reader.context import Context, once
from agents.claims.reader.reading import Reading
from agents.claims.words import listed
from schemas.claim import ClaimTime

OF_YEARS = {"killed": 100_000, "injured": 200_000, "displaced": 2_000_000}
"""Counts that no event of days explains: the toll of years."""
FOREVER = 10**12
HEADED = 4
"""Words of a date that heads an entry of a list of days, at most."""
CHRONICLE = 25
"""Sentences before such a date among which the list's year stands."""
NOTE = 3
"""Sentences of one note, which a date at its head dates."""

FRONTED = 8
"""Characters before a date with which a sentence opens, at most: "On ", "Between "."""
RECENT = 2
"""Days before publication within which a thing is breaking news."""


_SAME_DEED = re.compile(
    r"\bin the (?:response|attack|assault|raid|blast|ambush|strike|clash(?:es)?|incident|fighting|shelling)\b"
    r"(?! (?:on|of|near|in)\b)"
)
"""What goes on from the sentence before, whoever says it: "18 militants were killed in the response"."""
_CALENDAR = re.compile(r"\d.*[A-Z]|[A-Z].*\d")
"""A day of the calendar ("14 October"): what is said in the note that it heads was of that day."""
_EARLY_IN_THE_WAR = re.compile(
    r"\b(?:(?:first|early|opening|initial) (?:few )?(?:days|weeks|months|phase|stages?)|start|beginning|outset|onset) "
    r"of (?:the|its|\w+['’]?s) "
    r"(?:[\w-]+ ){0,2}(?:invasion|war|conflict|uprising|revolution|insurgency|genocide)\b"
)
"""When that was nobody tells, but not now: "when Russian forces took X in the first days of the invasion"."""
_SINCE_THEN = re.compile(
    r",? (?P<n>an?|one|two|three|four|five|six|ten) (?P<unit>days?|weeks?) after (?:the |an? |[A-Z][\w’'-]+ ){1,3}"
    r"(?:\w+ )?(?:assault|attack|raid|massacre|bombing|ambush|strike|shelling|battle|fighting)\b"
)
"""Behind the day on which something was said: how long ago it had happened by then."""
_ROSE_TO = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|climbing|jumped|jumps|grew|grown|increased|went up|reached|reaches|"
    r"stood|stands) (?:further )?(?:to |at )?(?:(?:at least|about|nearly|some|more than|over) )?[\d,]+"
    r"(?: (?:dead|people))? (?:on |by |late |early |late on )?\Z"
)
"""A toll's rise right before a day, which is that of the count."""
_PARTED = re.compile(r";|\band (?:the )?(?:next|following)\b")
"""Between a day and what is told of the one after it, in one sentence."""
_LATER = re.compile(
    r"\b(?:(?:(?P<n>\d{1,2}|a|one|two|three|four|five|six|seven|ten|several) )(?P<unit>days?|weeks?|nights?) "
    r"(?:later|(?P<back>before|earlier(?= ?,)))"
    r"|\A(?P<many>an?|one|two|three|four|five|six|seven|ten|several) (?P<units>days?|weeks?) "
    r"after (?:the|that|this) (?:\w+ )?(?:killings?|massacre|attacks?|raid|ambush|bombing|blast|shooting|assault)\b"
    r"|(?:[Tt]he |(?<=[a-z] )|; )(?:next|following) (?:day|morning|night|evening)"
    r"|[Tt]he (?P<same>same) (?:day|night|evening))\b",
    re.I,
)
_LATER_WORDS = ("later", "before", "earlier", "after", "next", "following", "same")
"""One of these stands in whatever counts on from a day."""


def tell_time(context: Context, reading: Reading) -> None:
    """When it was, whether that makes it history, and whether its count is a running toll."""
    sentence, match = reading.sentence, reading.match
    tokens = sentence.tokens
    when = _dated(context, reading)
    when = _after_the_assault(context, sentence, when)
    if when is not None and match.rule.name == "casualty.toll" and _ROSE_TO.search(sentence.text, 0, when.start):
        when = replace(when, said=True)  # "the toll rose to 59 on Tuesday": they died by then
    day = None if when is not None and when.lasting else when  # "in 100 days" is no day, and told of any past
    reading.time, history = claim_time(day, context.published, earlier=presupposed(tokens, match, sentence))
    if history and match.rule.kind == "casualty" and match.verb is not None and match.verb.tense == "perfect":
        history, reading.cumulative = False, True  # "have been killed in a war that began in 2011": a toll up to now
    reading.cumulative = reading.cumulative or cumulative(tokens, match, when)
    if when is None and in_thousands(match) and not _of_nature(context):
        reading.cumulative = True
    if when is None and not reading.cumulative and (_toll_goes_on(context, reading) or since_long(sentence, match)):
        reading.cumulative, reading.time = True, ClaimTime(timing="background")
    if let_go(tokens, match) and (when is None or when.start < tokens[match.head].start - sentence.start):
        reading.time = ClaimTime(timing="background")  # "soldiers on Friday freed 20 men kidnapped in X"
    if reading.mode == "actual" and (past := _long_past(context, reading, history)):
        reading.mode, reading.reason = "historical", past
    if reading.mode != "actual":
        return
    if when is None and (_EARLY_IN_THE_WAR.search(sentence.text) or known_by_it(tokens, match)):
        reading.time = ClaimTime(timing="background")
    if when is not None and day is None:
        reading.time, _ = claim_time(when, context.published)
    elif when is None and _of_years(reading) and not _of_nature(context):
        reading.time = ClaimTime(timing="background")


def _toll_goes_on(context: Context, reading: Reading) -> bool:
    """Whether a count goes on from the toll before: "Since May X has killed 28 soldiers. They have killed 180 of X"."""
    sentence, match = reading.sentence, reading.match
    perfect = match.verb is not None and match.verb.tense == "perfect" and match.rule.value in ("killed", "injured")
    if not perfect or not sentence.index or match.people is None or not match.people.counted:
        return False
    before = context.page.sentences[sentence.index - 1]
    if before.block == "title":
        return False
    if _of_the_war_before(context, reading, before):
        return True
    if context.paragraph(before) != context.paragraph(sentence):
        return False
    said = word_set(before.text)
    harm = not said.isdisjoint(listed("killing_words"))
    harm = harm or ("displaced" in said and not said.isdisjoint(listed("strife")))
    return harm and any(when.since for when in expressions(before.text, context.published))


def _of_the_war_before(context: Context, reading: Reading, before: Sentence) -> bool:
    """Whether many "have been killed", nowhere and at no time by their own sentence, in the war that the one before
    tells of: "… exchanged fire daily since the war began in October. More than 120 civilians have been killed."
    """
    people, sentence = reading.match.people, reading.sentence
    if people is None or (people.quantity.best or people.quantity.low or 0) < MANY_DEAD:
        return False
    if context.page.places_in(sentence.start, sentence.end):
        return False
    lows = word_set(before.text)
    return any(when.since for when in expressions(before.text, context.published)) and not lows.isdisjoint(
        listed("wars", "strife")
    )


MANY_DEAD = 100
"""Dead of whom so many are counted over a war that the sentence before tells of, and in no attack told before it."""


def _after_the_assault(context: Context, sentence: Sentence, when: When | None) -> When | None:
    """ "…, he said on Friday, a week after the assault": what was said on that day happened a week before."""
    if when is None and " after " in sentence.text:
        said = (w for w in expressions(sentence.text, context.published) if SAID_THEN.search(sentence.text, 0, w.start))
        then = next((replace(w, said=True) for w in said if _SINCE_THEN.match(sentence.text, w.end)), None)
    else:
        then = when
    match = _SINCE_THEN.match(sentence.text, then.end) if then is not None and then.said else None
    if match is None or then is None or then.oldest is None:
        return when
    count = match["n"].lower()
    days = (1 if count in ("a", "an") else UNITS.get(count, 2)) * (7 if match["unit"].startswith("week") else 1)
    return replace(then, oldest=then.oldest + days, newest=(then.newest or 0) + days, said=False)


def _of_years(reading: Reading) -> bool:
    """Whether a count is a whole war's though nothing dates it: "a conflict that has killed 280,000 people"."""
    match = reading.match
    if match.people is None:
        return False
    q = match.people.quantity
    most = max(q.low or 0, q.best or 0, q.high or 0)
    tokens = reading.sentence.tokens
    return most >= OF_YEARS.get(match.rule.value, FOREVER) or (reading.cumulative and _of_a_stretch(tokens, match))


_OVER_TIME = (
    by_war,
    of_years_of_war,
    left_by_war,
    up_to_now,
    since_it_began,
    goes_on_of_a_war,
    of_many_attacks,
    in_attack_after_attack,
    of_all_the_fighting,
    of_an_old_war,
    in_the_war,
)
"""What makes a running toll one of years or months though nothing dates it."""


def _of_a_stretch(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a running toll is that of a war's years, or of months that it names."""
    return in_thousands(match) or over_months(tokens) or any(told(tokens, match) for told in _OVER_TIME)


def _of_nature(context: Context) -> bool:
    """Whether the article tells of a great disaster, which does kill so many within days."""
    return any(word in context.tagged.article.text.lower() for word in ("earthquake", "tsunami", "cyclone", "quake"))


def _dated(context: Context, reading: Reading) -> When | None:
    """The expression of time that dates a match, in its own sentence or counted from the sentences before it."""
    sentence, match = reading.sentence, reading.match
    counts = [(t.start - sentence.start, t.end - sentence.start) for t in sentence.tokens if t.kind == "num"]
    found = [
        w
        for w in once(sentence, "times", lambda: expressions(sentence.text, context.published))
        if not any(w.start < end and start < w.end for start, end in counts) or not w.text.isdigit()
    ]
    if of_the_year(sentence.tokens):
        found = [w for w in found if w.text.lower() != "this year"]  # "the worst storm to hit X this year"
    if match.rule.kind == "location_fall":
        found = [w for w in found if not w.lasting]  # taken "in eight days" it is taken now
        at = (sentence.tokens[match.head].start - sentence.start, sentence.tokens[match.head].end - sentence.start)
        found = [w for w in found if not dates_another(sentence.text, w.start, w.end, at, w.oldest)]
    head = sentence.tokens[match.head]
    if (days := before_that(sentence.tokens, match)) is not None:
        opened = sentence.text.rfind(" after ", 0, head.start - sentence.start)
        return _so_long_before(found, days, head.start - sentence.start, opened)
    if match.rule.kind == "casualty" and (then := since_then(context, sentence)) is not None and len(found) == 0:
        return then
    later = once(sentence, "later", lambda: _counted_on(context, sentence))
    if later is not None and later.start < head.start - sentence.start:
        return later
    when = nearest(found, head.start - sentence.start, head.end - sentence.start, sentence.text)
    if when is None and found and found[0].start <= FRONTED and not found[0].since:
        return found[0]  # "On 24 October fighters attacked …; the army said it had killed 18"
    undated = (when is None and not found) or all(w.lasting for w in found)
    if undated and (entry := once(sentence, "entry", lambda: entry_day(context, sentence))):
        return entry
    same = once(sentence, "same deed", lambda: _SAME_DEED.search(sentence.text) is not None)
    if when is None and not found:
        day = once(sentence, "goes on", lambda: _goes_on(context, sentence))
        own = reading.attribution.said_by is None or same
        return day if day is not None and (own or _CALENDAR.search(day.text)) else None
    return when


def _goes_on(context: Context, sentence: Sentence) -> When | None:
    """The day, past by now, of the deed that the sentence before in the same paragraph tells, where this goes on."""
    if any(token.low in ("has", "have", "is", "are", "now") for token in sentence.tokens) and not lists_days(context):
        return None
    for other in reversed(context.page.sentences[max(0, sentence.index - NOTE) : sentence.index]):
        if context.paragraph(other) != context.paragraph(sentence) or other.block == "title":
            return None
        named = [w for w in expressions(other.text, context.published) if not dates_their_capture(other.text, w.start)]
        past = all(when.newest is not None and when.newest > RECENT and not when.since for when in named)
        if named and (years := _chronicle(context, other)) is not None:
            return years
        if named:
            headed = _CALENDAR.search(named[-1].text) and context.page.actors_in(other.start, other.end)
            return replace(named[-1], start=0, end=0) if past and (headed or _tells_a_deed(other)) else None
        if other.index + 1 == sentence.index and not _tells_a_deed(other):
            return None
    return None


def _chronicle(context: Context, heading: Sentence) -> When | None:
    """The past year of a list of days: "2 April 1982. …", then "25 April. …" for the days after it."""
    if len(heading.text.split()) > HEADED or any(mark.isdigit() and len(mark) == 4 for mark in _bare_words(heading)):
        return None
    for other in reversed(context.page.sentences[max(0, heading.index - CHRONICLE) : heading.index]):
        if len(other.text.split()) > HEADED:
            continue
        for when in expressions(other.text, context.published):
            if when.newest is not None and when.newest > 365 and not when.since:
                return replace(when, start=0, end=0)
    return None


def _bare_words(sentence: Sentence) -> list[str]:
    return [word.strip(".,:;–-") for word in sentence.text.split()]


def _tells_a_deed(sentence: Sentence) -> bool:
    """Whether a sentence tells of harm, an attack or a capture, or is a date alone that heads a note."""
    lows = word_set(sentence.text)
    told = listed("killing_words", "deeds", "attack_nouns", "fights", "takings")
    return not lows.isdisjoint(told) or len(lows) <= 4


def _so_long_before(found: list[When], days: int, at: int, after: int = 0) -> When:
    """The day so many days before what the sentence tells first: "on Friday, eleven days after they took it"."""
    first = next((when for when in found if when.start < at and not when.since), None)
    if first is not None and after and first.start > after:
        return first  # "weeks after an attack on 20 June killed five": that was the day
    oldest, newest = (first.oldest, first.newest) if first is not None else (1, 0)
    text = first.text if first is not None else ""
    return When(text, 0, 0, (oldest or 0) + days, (newest or 0) + days)


def _counted_on(context: Context, sentence: Sentence) -> When | None:
    """ "Two days later", "the next day": counted from the last day that the sentences before it name."""
    told = letter_runs(sentence.text)
    match = None if told.isdisjoint(_LATER_WORDS) else _LATER.search(sentence.text)
    if match is None:
        return None
    count, unit = match["n"] or match["many"], match["unit"] or match["units"]
    one = not count or count.lower() in ("a", "an")
    days = 0 if match["same"] else 1 if one else int(count) if count.isdigit() else UNITS.get(count.lower(), 3)
    days *= 7 if unit and unit.startswith("week") else 1
    for other in reversed(context.page.sentences[max(0, sentence.index - 3) : sentence.index + 1]):
        named = [w for w in expressions(other.text, context.published) if not w.since and w.oldest is not None]
        if match["same"]:
            named = [w for w in named if w.oldest == w.newest]  # of a day, and of no year that is told by the way
        if other is sentence:
            named = [w for w in named if w.end <= match.start() and _PARTED.search(sentence.text, w.end, match.end())]
        if named:
            last = named[-1]
            oldest, newest = (last.oldest or 0), (last.newest or 0)
            sign = -1 if match["back"] else 1
            return When(
                match.group(), match.start(), match.end(), max(0, oldest - sign * days), max(0, newest - sign * days)
            )
    return None


def _long_past(context: Context, reading: Reading, history: bool) -> str:
    """Why a match is history: its date, a commemoration, a phrase of history, the past that its page tells; or ""."""
    sentence = reading.sentence
    head = sentence.tokens[reading.match.head].start - sentence.start
    at = once(sentence, "commemorated", lambda: commemorated(sentence.text))
    if at >= 0 and (at < head or reading.time.timing != "breaking" or reading.time.text is None):
        return "a commemoration"
    if history:
        return reading.time.text or "long ago"
    if reading.time.text is None and (often := over_and_over(sentence.tokens, reading.match)):
        return often
    if reading.time.timing == "background" and (
        word := once(sentence, "remembered", lambda: remembered(sentence.text))
    ):
        return word
    phrase = once(sentence, "history", lambda: told_as_history(sentence.text))
    dated = reading.time.text is not None and reading.time.timing != "background"
    verb = reading.match.verb
    fresh_headline = sentence.index == 0 and verb is not None and verb.tense == "present"
    if phrase and not dated and not fresh_headline:
        return phrase
    return told_past(context, reading)
