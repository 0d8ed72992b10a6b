"""One alert as a person wants to read it at three in the morning: pure functions from the record to rich's text."""

import re
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agents import wording
from schemas.alert import Alert
from schemas.claim import Casualty, Claim

REASONS = {
    "first_report": ("FIRST REPORT", "bold red"),
    "corroborated": ("CORROBORATED", "bold yellow"),
    "toll_raised": ("TOLL RAISED", "bold red"),
    "toll_revised": ("TOLL REVISED", "bold yellow"),
    "denied": ("DENIED", "bold magenta"),
    "confirmed": ("CONFIRMED", "bold red"),
    "reversal": ("REVERSAL", "bold red"),
    "known": ("KNOWN ALREADY", "dim"),
    "background": ("BACKGROUND", "dim"),
}
# What the eye looks for in the evidence, besides the claim's own place, figure and actors. Only for marking.
TRIGGERS = {
    "killed": r"kill\w*|dead|deaths?|di(?:ed|es|e)|execut\w+|massacr\w+|murder\w*|behead\w*|slain|shot|bod(?:y|ies)",
    "injured": r"injur\w+|wound\w*|hurt|maim\w*",
    "missing": r"missing|disappear\w*|unaccounted",
    "abducted": r"abduct\w*|kidnap\w*|hostages?|seiz\w+|captive",
    "displaced": r"displac\w+|fle(?:d|e|es|eing)|driven|homeless|uprooted",
    "location_fall": r"captur\w+|seiz\w+|f[ae]ll(?:en|s)?|overr[au]n|took|taken|tak(?:es|ing)|retak\w+|retook"
    r"|recaptur\w+|control|withdr[ae]w\w*|surrender\w*|abandon\w*|liberat\w+|regain\w*|pull(?:ed)? out|lost",
}


def alert_panel(alert: Alert, *, colour: bool = True) -> RenderableType:
    """The alert in a frame. Without colour, the decisive words stand between asterisks."""
    label, style = REASONS[alert.reason]
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column()
    for name, text in facts(alert):
        rows.add_row(name, wording.printable(text))
    evidence = [
        part for claim in wording.leading_claims(alert) for part in (Text(), _quote(alert, claim, colour=colour))
    ]
    title = Text(f" {label} ", style=style)
    published = f"published {alert.published_at:%d %B %Y %H:%M} UTC · alert {alert.id}"
    heading = Text(wording.printable(wording.headline(alert.incident)), style="bold")
    border = style.rpartition(" ")[2]
    return Panel(
        Group(heading, rows, *evidence), title=title, title_align="left",
        subtitle=Text(published, style="dim"), subtitle_align="right", border_style=border,
    )  # fmt: skip


def facts(alert: Alert) -> list[tuple[str, str]]:
    """Name and text of each line between headline and evidence."""
    incident = alert.incident
    lead = wording.leading_claims(alert)[:1]
    found = [("when", wording.days(incident.time))]
    found += [("said by", wording.speaker(claim.said_by, claim.outlet)) for claim in lead]
    found.append(("how sure", " · ".join([*map(wording.how_sure, lead), f"grade {incident.grade}"])))
    found.append(("known from", wording.sources(incident)))
    if changed := wording.changes(alert.changed or {}):
        found.append(("changed", changed))
    return found


def marked(sentence: str, claims: Iterable[Claim], *, colour: bool = True) -> Text:
    """The sentence with its decisive words marked: places, figures, actors and what was done."""
    spans = sorted({span for claim in claims for span in decisive_spans(sentence, claim)})
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    text, at = Text(), 0
    for start, end in merged:
        text.append(sentence[at:start])
        text.append(sentence[start:end], style="bold reverse") if colour else text.append(f"*{sentence[start:end]}*")
        at = end
    return text.append(sentence[at:])


def decisive_spans(sentence: str, claim: Claim) -> list[tuple[int, int]]:
    """[start, end) of the decisive words of one claim in its sentence; what stands elsewhere has none."""
    literal = [claim.place.text if claim.place else None]
    if isinstance(claim, Casualty):
        literal += [claim.number.text, claim.perpetrator.text if claim.perpetrator else None]
        trigger = TRIGGERS[claim.effect]
    else:
        literal += [actor.text for actor in (claim.taken_by, claim.taken_from) if actor]
        trigger = TRIGGERS["location_fall"]
    patterns = [re.escape(text) for text in literal if text] + [trigger]
    return [
        found.span()
        for pattern in patterns
        for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", sentence, re.IGNORECASE)
    ]


def _quote(alert: Alert, claim: Claim, *, colour: bool) -> Text:
    same = [other for other in alert.claims if other.evidence.text == claim.evidence.text]
    sentence = wording.printable(" ".join(claim.evidence.text.split()))
    text = Text("“").append_text(marked(sentence, same, colour=colour)).append("”")
    source = " ".join(part for part in (claim.outlet, claim.url) if part)
    return text.append(f"\n— {wording.printable(source)}", style="dim") if source else text
