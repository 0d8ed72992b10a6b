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
        r"|\b(?:watch(?:ed|ing)?|saw|loved|enjoyed) (?:this|the) (?:movie|film)\b"
        r"|\b[Ss](?:eason|eries) (?:\d+|one|two|three|four|five) (?:[Ff]inale|[Pp]remiere|[Rr]eview|[Tt]railer)\b"
        r"|\b[Ii]n (?:this|last week's|tonight's) episode\b|\b[Ll]ast episode\b"
        r"|\b[Ii]n (?:the|this|a|his|her) (?:comic|comic strip|graphic novel|manga|cartoon|video game)\b"
        r"|\b[Ii]n the (?:first|second|third|fourth|last|final) volume\b"
        r"|\b[Ii]n (?:act|scene|episode|turn|level) (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
        r"|\b[Ss](?:eason|eries) \d+,? [Ee]p(?:isode|\.) \d+\b|\bS\d\dE\d\d\b"
        r"|(?:day|night)'s (?:season )?(?:episode|finale)\b(?! of)|\b(?:first|last|final|second|opening) reel\b"
    )


def of_a_work(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether the text is about a film, a novel, a play or a game: its first lines say so, or three words of stage and
    screen. vocabulary: all its words in lower case.
    """
    return len(vocabulary & listed("stage_words")) >= 3 or _told().search(text[:HEAD]) is not None
