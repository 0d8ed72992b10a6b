"""Pages about what somebody made up: a film, a novel, a play, a game."""

import re
from functools import cache

from agents.claims.words import listed

HEAD = 700
"""Characters of a text within which a page says what it is about."""


@cache
def _told() -> re.Pattern[str]:
    work = "|".join(sorted(listed("invented_works")))
    tells = (
        "follows|imagines|opens (?:in|with)|takes place|is set|centres|centers|tells|recounts|depicts|portrays|is about"
    )
    return re.compile(
        rf"\b[Ii]n (?:this|the new|the latest|his|her|their) (?:[\w-]+ ){{0,3}}(?:{work})\b"
        r"(?! (?:festival|fair|industry|area|ground|grounds|of|off|set)|-)"
        rf"|\b(?:The|This|His|Her|Their|A|An|In the) (?:[\w’'-]+,? ){{0,2}}(?:{work}),? (?:[\w-]+ly )?(?:{tells})\b"
        rf"|\b(?:The|This|A|An) (?:[\w’'-]+,? ){{0,8}}(?:{work}),? (?:that|which) (?:[\w-]+ly )?(?:{tells})\b"
        rf"|\b(?:{work}|[Bb]ook|[Ss]tory) (?:is )?set (?:in|around|during|against|amid)\b(?! motion| place| train)"
        rf"|\b[Bb]ook is an? (?:[\w-]+,? (?:and )?){{0,4}}(?:{work}|story|memoir|tale)\b|\bNumber of pages\b|\bISBN\b"
        rf"|\b(?:{work}|[Bb]ook|[Gg]ame|[Tt]heat(?:re|er)|TV|DVD|[Aa]lbum) reviews?\b"
        r"|(?:\A|\. |\n)(?:The|This|A|In the)(?: new)? (?:board|video|card|computer|strategy|role-playing) game\b"
        r"|\A[Ee]-?sports?\b"
        r"|\b(?:[Rr]ecap|RECAP|[Ss]poilers?|SPOILERS?)\b(?! effect| candidate| party)|\b[Ss]ynopsis\b"
        r"|\b[Pp]lot (?:summary|outline)\b|\bstars [A-Z][\w’'-]+ [A-Z][\w’'-]+ as\b"
        r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|latest|last|new) (?:[A-Z][\w’'-]+ )?"
        r"(?:mystery|thriller|whodunit|instalment)\b(?! (?:illness|disease|man|woman))"
        r"|\b(?:opening titles|closing titles|end credits|opening credits)\b"
        r"|\b(?:watch(?:ed|ing)?|saw|loved|enjoyed) (?:this|the) (?:movie|film)\b"
        r"|\b[Ss](?:eason|eries) (?:\d+|one|two|three|four|five) (?:[Ff]inale|[Pp]remiere|[Rr]eview|[Tt]railer)\b"
        r"|\b[Ii]n (?:this|last week's|tonight's) episode\b|\b[Ll]ast episode\b"
        r"|\b[Ii]n (?:the|this|a|his|her) (?:comic|comic strip|graphic novel|manga|cartoon|video game)\b"
        r"|\b[Ii]n the (?:first|second|third|fourth|last|final) volume\b"
        r"|\b[Ii]n (?:act|scene|episode|turn|level) (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
        r"|\b[Ss](?:eason|eries) \d+,? [Ee]p(?:isode|\.) \d+\b|\bS\d\dE\d\d\b"
        r"|(?:day|night)'s (?:season )?(?:episode|finale)\b(?! of)|\b(?:first|last|final|second|opening) reel\b"
    )


_DEPARTMENT = re.compile(
    r"\A(?:[Tt]he )?(?:(?:[Ff]ilm|[Mm]ovie|[Bb]ook|[Nn]ovel|(?:[Vv]ideo |[Bb]oard )?[Gg]ame|DVD|[Tt]heat(?:re|er)|"
    r"[Oo]pera|[Ff]iction|[Ss]hort [Ss]tor(?:y|ies)|[Ee]xtract|[Ss]atire|[Pp]odcast)s?"
    r"(?: of the (?:week|month|day|year|decade))?(?: [Rr]eviews?)?(?: ?[:|]| [–—-] )"
    r"|(?:[A-Z][\w’'-]+ )?(?:[Ff]ilm|[Mm]ovie|[Bb]ook|TV|[Tt]elevision|[Rr]adio|[Gg]ame|[Aa]lbum|[Tt]heatre|[Ss]tage)s?"
    r" [Rr]eviews?\b"
    r"|(?:[Tt]onight|[Tt]his week|[Ww]eekend|[Ww]hat)['’]?s? (?:on )?(?:TV|[Tt]elevision|[Rr]adio|to watch|the box)\b"
    r"|(?:[Ll]ast night|[Yy]esterday)['’]s (?:TV|[Tt]elevision|[Rr]adio|viewing)\b"
    r"|(?:TV|[Tt]elevision|[Rr]adio) (?:[Ll]istings|[Gg]uide|[Pp]review|[Pp]icks|[Hh]ighlights)\b"
    r"|[^\n]{1,80}\((?:DVD|Blu-ray|film|movie|novel|TV series|miniseries|(?:19|20)\d\d (?:film|novel|game))\)"
    r"|[Ss]atire\b|[Ff]iction (?:corner|page|prize|extract))"
)
"""The department that a headline names: "Film review: …", "Book of the week", "Last night's TV"."""
_PLAYER = re.compile(
    r"\b(?:till|until|before|by|past) page \d|"
    r"\b[Ss]tarring (?:[A-Z][\w.’'-]+ ){1,2}[A-Z]|"
    r"\b(?:paintball|airsoft|laser tag)\b|"
    r"\b[Yy]our (?:squad|platoon|character|party of (?:four|heroes)|hero|avatar|save file|joystick|controller|console|"
    r"PlayStation|Xbox)\b|\b[Ww]ar-?gam(?:ing|ers?|e) (?:club|society|convention|table|fair)\b|\bplastic soldiers\b"
    r"|\b(?:single-player|multiplayer)\b|\b[Tt]in soldiers\b|\b(?:board|role-playing|tabletop) games?\b|\bdioramas?\b"
)
"""What only a page about a game has."""

_PLAYER_WORDS = (
    "paintball",
    "airsoft",
    "laser tag",
    " page ",
    "tarring",
    "our ",
    "gam",
    "player",
    "stic soldiers",
    "in soldiers",
    "diorama",
)
"""One of these stands in whatever only a page about a game has."""


def of_a_work(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether the text is about a film, a novel, a play or a game: its first lines say so, or three words of stage and
    screen. vocabulary: all its words in lower case.
    """
    if len(vocabulary & listed("stage_words")) >= 3:
        return True
    head = text[:HEAD]
    if _DEPARTMENT.match(head) is not None:
        return True
    told = not vocabulary.isdisjoint(listed("words_of_works", "invented_works")) or "S0" in head
    if told and _told().search(head) is not None:
        return True
    return any(word in head for word in _PLAYER_WORDS) and _PLAYER.search(head) is not None
