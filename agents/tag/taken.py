"""Whether a name stands where towns at war stand: "X was overrun", "X, the last stronghold", "took X". Pure."""

import re

_PLACE_NOUN = (
    r"(?:town|city|village|capital|port|stronghold|district|province|hub|settlement|hamlet|suburb|island|bastion|seat|"
    r"crossroads|garrison|base|compound|complex|fortress|citadel|nerve centre|home|headquarters|gateway|"
    r"centre|center|redoubt|outpost)"
)
_IS_CALLED = re.compile(
    rf",(?! (?:in|from|at|near|to) )(?: [\w'’-]+){{0,4}}? (?:the|a|an|its|their|our|\w+['’]s)"
    rf"(?: [\w'’-]+){{0,4}} {_PLACE_NOUN}\b"
)
_DONE_TO = (
    r"(?:captured|seized|taken|retaken|recaptured|overrun|abandoned|lost|liberated|occupied|besieged|evacuated|shelled|"
    r"bombed|stormed|surrounded|encircled|freed|contested|handed (?:over|(?:back )?to)|under siege|regained|reclaimed|"
    r"vacated|reoccupied|conquered|annexed|won back|taken (?:over|back)|given up|ceded|relinquished|"
    r"(?:wrested|prised|snatched) (?:back )?(?:from|by)|(?:cleared|rid|free|purged|cleansed) of|"
    r"no longer (?:in|under) (?:[\w'’-]+ ){1,3}(?:hands|control)|"
    r"(?:back |now |firmly )*in \w+(?: \w+)? hands|"
    r"(?:brought |put |placed )?(?:back |now |firmly )*under (?:[\w'’-]+ ){1,3}(?:control|rule|administration)\b)"
)
_FELL = (
    r"f(?:ell|alls)(?= (?:to|into|under|without|on|after|as|last|early|late|at|before|this|yesterday|overnight|"
    r"ahead of|almost|nearly|virtually|within|despite|amid|just|only|barely|hours|minutes|because|unopposed)\b|:)"
)
_IS_TAKEN = re.compile(
    rf"(?:,[^,.;\n]{{3,70}},)? (?:also |now |then |soon |finally )?"
    rf"(?:{_FELL}|did not fall|(?:has|had)(?: not)? fallen|changes hands|"
    r"changed hands|surrendered|surrenders|capitulated|"
    r"(?:[‘“\"'](?:captured|seized|taken|retaken|recaptured|liberated)[’”\"']|"
    r"re-?taken|recaptured|liberated|overrun) by|"
    r"(?:has |had |have )?(?:c[ao]mes?|falls|fell|fallen|pass(?:ed|es)|slip(?:ped|s)|return(?:ed|s)|revert(?:ed|s)) "
    r"(?:back )?(?:under|into|to|from|out of) (?:the )?(?:[\w'’-]+ ){0,3}(?:control|hands|rule|grip|grasp)|"
    r"followed(?= (?:on|within|a day|two days|three days|hours|the next|the same|later)\b)|"
    r"(?:was|were|is|are|has been|had been|have been|being) (?:being )?(?:\w+ly |now |also |then |already |again )*"
    rf"{_DONE_TO}|(?:back )?under (?:\w+ ){{1,3}}control|(?:lost|liberated|recaptured|overrun)(?=[,.;]|$))(?!\w)"
    r"(?! (?:in love|on hard|into line|to earth|to pieces))"
)

_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_LISTED_TAKEN = re.compile(
    rf"(?:, {_NAME}){{0,8}},? and (?:the (?:\w+ )?(?:of )?)?{_NAME}(?:,[^,.;\n]{{3,70}},)? (?:also )?"
    r"(?:fell(?= (?:to|on|after|within|without)\b|[.,;])|ha(?:ve|d) fallen|(?:were|are|have been|had been) "
    r"(?:\w+ly |now |also |all |today )*(?:re-?taken|recaptured|overrun|liberated|occupied|evacuated|abandoned|"
    r"regained|reclaimed|handed over|(?:back )?in \w+(?: \w+)? hands|(?:back )?under (?:\w+ ){1,3}control))\b"
)
"""Behind a name: it opens a list of towns that were taken, "X, Y and Z were liberated"; people are not."""
_BY = r"(?:outside|near|(?:north|south)-?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|close to)"
_LIES_BY = re.compile(
    rf", (?:(?:just|about|some|roughly|only) )?(?:[\w.,-]+ (?:km|kilomet\w+|miles?) )?"
    rf"{_BY}(?: of)?(?: the)?(?: city of| town of)? [A-Z]"
)
_OVER = re.compile(r", (?:just |right )?(?:over|across|inside|on) the (?:[A-Z]\w+ )?(?:border|frontier)\b")
_LIES_IN = re.compile(
    r", (?:in|on) (?:the )?(?:[a-z-]+ )?(?:edge of |border |banks? of |road |coast |outskirts of )?(?:the )?[A-Z]"
)
_TOWARDS = re.compile(r" (?:towards?|into) [A-Z]")


def lies_in(text: str, end: int) -> bool:
    """Whether what follows a name says in what place it lies: ", in X", ", on the outskirts of X"."""
    return _LIES_IN.match(text, end) is not None or _LIES_BY.match(text, end) is not None


def lies_by(text: str, start: int, end: int, previous: list[str], object_of: bool) -> bool:
    """Whether a name is said to lie somewhere: "X, south of Y"; "left X, in Y" (object_of); "from X towards Y"."""
    if _LIES_BY.match(text, end) is not None or _OVER.match(text, end) is not None:
        return True
    if object_of and _LIES_IN.match(text, end) is not None:
        return True
    return previous[-1:] == ["from"] and _TOWARDS.match(text, end) is not None


OWNS = re.compile(
    r"['’]s (?:[a-z-]+ ){0,2}(?:headquarters|hospital|airport|airstrip|airfield|market|mayor|garrison|streets?|"
    r"residents|outskirts|suburbs|centre|center|police station|port|bridge|prison|mosque|school|church|inhabitants|"
    r"population|defenders|neighbou?rhoods?|districts?|barracks|bazaar|square|stadium|wells|quarters?)\b"
)
"""What towns have: "Zugdidi's police headquarters"."""
_TOOK = frozenset(
    [
        "took",
        "take",
        "takes",
        "taken",
        "taking",
        "lost",
        "reached",
        "entered",
        "turned",
        "handed",
        "surrendered",
        "ceded",
        "overran",
        "retook",
        "liberated",
        "regained",
        "reoccupied",
        "occupied",
        "wrest",
        "wrests",
        "wrested",
    ]
)
_GAVE = frozenset({"gave", "give", "gives", "given", "giving"})
_STOPS = re.compile(
    r"[.,;]|$| (?:on|from|after|before|and|last|early|without|with|overnight|by|at|in|over|a day|two days)\b| [“\"(]"
)
"""What stands behind an object: nothing more belongs to the name."""
_FROM = re.compile(
    r"\b(?:dislodged?|driven|drove|oust(?:ed)?|expelled|evicted|pushed|cleared|flushed|forced|withdrew|withdrawn|pulled|"
    r"retreated|prised|wrested|chased|ejected|routed)(?: [\w’'-]+){0,5} (?:from|out of)(?: the)? $"
)
_ARMED = (
    r"(?:(?i:rebels?|insurgents?|fighters|militants|gunmen|bandits|troops|forces|soldiers|army|militias?|militiamen|"
    r"jihadists|guerrillas|separatists|paramilitar(?:y|ies)|raiders|attackers|assailants|armed men|armed group|"
    r"terrorists|herders|herdsmen)|Taliban|Shabaab|Boko Haram|AMISOM|FARDC|ADF|LRA|KDF|ENDF|SAF|RSF|SPLA|SNA|ANA|PKK|"
    r"SDF|NPA|FARC|ELN|M23)"
)
_BY_ARMS = re.compile(
    rf"\b{_ARMED}\b(?: [\w’'-]+){{0,7}} (?:attack(?:ed|s)?|raid(?:ed|s)?|open(?:ed|s)? fire on|"
    r"(?:takes?|took|taken|seized?|seizes|regain(?:ed|s)?|retook|gained) (?:[a-z]+ )?control of) $"
)
_ASSAULTS = frozenset({"attack", "attacks", "attacked", "raid", "raids", "raided"})
_THEN = re.compile(
    r"[.,]|$| (?:killing|leaving|on|after|before|early|late|at|overnight|last|from|and|with|over|for|during|areas?)\b|"
    r" in (?:the )?[A-Z]"
)
"""What stands behind a town that armed men attacked, or took control of."""

_TAKEN_FROM = re.compile(
    r"\b(?:abduct(?:ed|s|ing)?|kidnap(?:ped|s|ping)?)(?: [\w’'-]+){0,3} (?:people|civilians|villagers|persons|women|"
    r"girls|boys|children|men|residents|inhabitants|farmers|students|herders|\d+|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|man|woman|boy|girl|farmer) from $"
)


_TOWNS_TAKEN = re.compile(rf"\b{_ARMED}\b(?: [\w’'-]+){{0,3}} (?:captur|seiz|overr[au]n)(?:e[sd]?|ing|ning)? $")
_AND_MORE = re.compile(
    r"(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?){1,5},? and (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:[.,;]|$| on )"
)


def _one_of_many(text: str, start: int, end: int, previous: list[str]) -> bool:
    """Whether a name opens a list of what armed men took: "rebels captured X, Y and Z"."""
    taking = previous[-1:] and previous[-1].startswith(("captur", "seiz", "overr"))
    if not taking or _AND_MORE.match(text, end) is None:
        return False
    return _TOWNS_TAKEN.search(text, max(0, start - 80), start) is not None


def _by_arms(text: str, start: int, end: int, previous: list[str]) -> bool:
    """Whether armed men took control of what is named, or attacked it: of a name of two words it may be a man's."""
    control = previous[-2:] == ["control", "of"]
    struck = previous[-1:] and (previous[-1] in _ASSAULTS or previous[-2:] == ["fire", "on"])
    if not (control or (struck and " " not in text[start:end])) or _THEN.match(text, end) is None:
        return False
    return _BY_ARMS.search(text, max(0, start - 100), start) is not None


def is_taken(text: str, start: int, end: int, previous: list[str]) -> bool:
    """Whether what stands behind a name is said of towns in war: "X was overrun", "X, the last stronghold"."""
    if _IS_TAKEN.match(text, end) is not None or _IS_CALLED.match(text, end) is not None:
        return True
    gave_up = previous[-1:] == ["up"] and previous[-2:-1] and previous[-2] in _GAVE
    if (gave_up or (previous[-1:] and previous[-1] in _TOOK)) and _STOPS.match(text, end) is not None:
        return True
    if (
        _LISTED_TAKEN.match(text, end) is not None
        or _by_arms(text, start, end, previous)
        or _one_of_many(text, start, end, previous)
    ):
        return True
    if previous[-1:] == ["from"] and _TAKEN_FROM.search(text, max(0, start - 80), start) is not None:
        return True
    return _FROM.search(text[max(0, start - 80) : start]) is not None
