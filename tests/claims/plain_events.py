"""Plain events of many wars as short tables, from which the metamorphic tests make their sentences."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One event: who did what to whom, where. forms: the verb's base, past, participle and -ing."""

    actor: str
    name: str
    forms: tuple[str, str, str, str]
    place: str
    number: str = ""
    people: str = ""

    @property
    def object(self) -> str:
        """What stands behind the verb: the place, or so many people in it."""
        return f"{self.number} {self.people} in {self.place}" if self.people else self.place

    def active(self, verb: str) -> str:
        """The sentence with another form of the verb, or more words."""
        return f"{capital(self.actor)} {verb} {self.object} on Monday."

    def plain(self) -> str:
        """The plain sentence."""
        return self.active(self.forms[1])

    def passive(self) -> str:
        """The same in the passive."""
        done = self.forms[2]
        if self.people:
            return capital(f"{self.number} {self.people} were {done} by {self.actor} in {self.place} on Monday.")
        return f"{self.place} was {done} by {self.actor} on Monday."


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


SEIZE = ("seize", "seized", "seized", "seizing")
CAPTURE = ("capture", "captured", "captured", "capturing")
RECAPTURE = ("recapture", "recaptured", "recaptured", "recapturing")
OVERRUN = ("overrun", "overran", "overrun", "overrunning")
RETAKE = ("retake", "retook", "retaken", "retaking")
TAKE = ("take", "took", "taken", "taking")
CONQUER = ("conquer", "conquered", "conquered", "conquering")
LIBERATE = ("liberate", "liberated", "liberated", "liberating")
KILL = ("kill", "killed", "killed", "killing")
WOUND = ("wound", "wounded", "wounded", "wounding")
ABDUCT = ("abduct", "abducted", "abducted", "abducting")
KIDNAP = ("kidnap", "kidnapped", "kidnapped", "kidnapping")
EXECUTE = ("execute", "executed", "executed", "executing")
INJURE = ("injure", "injured", "injured", "injuring")
MASSACRE = ("massacre", "massacred", "massacred", "massacring")

CONTROL = (
    Told("M23 rebels", "M23", SEIZE, "Goma"),
    Told("Islamic State fighters", "Islamic State", CAPTURE, "Mosul"),
    Told("Taliban fighters", "Taliban", OVERRUN, "Kunduz"),
    Told("Boko Haram militants", "Boko Haram", TAKE, "Gwoza"),
    Told("Russian troops", "Russian forces", CAPTURE, "Lysychansk"),
    Told("Ukrainian forces", "Ukrainian forces", RETAKE, "Kherson"),
    Told("UNITA rebels", "UNITA", CAPTURE, "Huambo"),
    Told("al-Shabaab fighters", "al-Shabaab", SEIZE, "Kismayo"),
    Told("Ethiopian troops", "Ethiopian National Defence Force", RETAKE, "Lalibela"),
    Told("Azerbaijani forces", "Azerbaijani forces", TAKE, "Shusha"),
    Told("the Iraqi army", "Iraqi army", RECAPTURE, "Ramadi"),
    Told("Houthi fighters", "Houthis", OVERRUN, "Sanaa"),
    Told("Syrian troops", "Syrian government forces", LIBERATE, "Palmyra"),
    Told("Bosnian Serb forces", "Bosnian Serb army", CONQUER, "Srebrenica"),
    Told("FARC rebels", "FARC", OVERRUN, "Florencia"),
)
HARM = (
    Told("Boko Haram militants", "Boko Haram", KILL, "Maiduguri", "12", "villagers"),
    Told("Taliban fighters", "Taliban", EXECUTE, "Ghazni", "12", "prisoners"),
    Told("al-Shabaab fighters", "al-Shabaab", ABDUCT, "Garissa", "12", "aid workers"),
    Told("ELN rebels", "ELN", KIDNAP, "Arauca", "12", "oil workers"),
    Told("Russian troops", "Russian forces", WOUND, "Kharkiv", "12", "civilians"),
    Told("Israeli forces", "Israeli military", INJURE, "Jenin", "12", "people"),
    Told("M23 rebels", "M23", MASSACRE, "Rutshuru", "12", "civilians"),
    Told("Islamic State fighters", "Islamic State", KILL, "Kirkuk", "12", "people"),
    Told("Houthi fighters", "Houthis", WOUND, "Taiz", "12", "people"),
    Told("gunmen", "gunmen", KILL, "Mandalay", "12", "students"),
    Told("LURD rebels", "LURD", KILL, "Monrovia", "12", "civilians"),
    Told("ADF rebels", "ADF", KILL, "Beni", "12", "farmers"),
)
BOTH = CONTROL + HARM


def _did_not(told: Told) -> str:
    return told.active(f"did not {told.forms[0]}")


def _if(told: Told) -> str:
    return f"If {told.actor} {told.forms[0]} {told.object}, the talks will end, a diplomat said."


def _in_2004(told: Told) -> str:
    return f"{capital(told.actor)} {told.forms[1]} {told.object} in 2004."


def _each_month(told: Told) -> str:
    return f"Each month {told.actor} {told.forms[0]} {told.object}."


def _might(told: Told) -> str:
    return f"{capital(told.actor)} might {told.forms[0]} {told.object} within days, officials fear."


MODES: dict[str, tuple[Callable[[Told], str], str]] = {
    "did not": (_did_not, "negated"),
    "never": (lambda told: told.active(f"never {told.forms[1]}"), "negated"),
    "failed to": (lambda told: told.active(f"failed to {told.forms[0]}"), "negated"),
    "vowed to": (lambda told: told.active(f"vowed to {told.forms[0]}"), "future"),
    "threatened to": (lambda told: told.active(f"threatened to {told.forms[0]}"), "future"),
    "will": (lambda told: f"{capital(told.actor)} will {told.forms[0]} {told.object} soon.", "future"),
    "tried to": (lambda told: told.active(f"tried to {told.forms[0]}"), "attempted"),
    "if": (_if, "hypothetical"),
    "might": (_might, "hypothetical"),
    "in 2004": (_in_2004, "historical"),
    "each month": (_each_month, "habitual"),
}


def fill(frame: str, told: Told) -> str:
    """A frame filled in: A and a who (A opens a sentence), O what; base, past, done, ing: forms of the verb."""
    base, past, done, ing = told.forms
    return frame.format(A=capital(told.actor), a=told.actor, O=told.object, base=base, past=past, done=done, ing=ing)


SILENT = (
    "{A} had planned to {base} {O}.",
    "{A} were about to {base} {O} on Monday.",
    "{A} came close to {ing} {O} on Monday.",
    "{A} refused to {base} {O}.",
    "{A} were prevented from {ing} {O} on Monday.",
    "The army stopped {a} from {ing} {O} on Monday.",
    "The general ordered {a} to {base} {O}.",
    "The preacher urged {a} to {base} {O}.",
    "The minister accused {a} of planning to {base} {O}.",
    "A plan by {a} to {base} {O} was found on Monday.",
    "Unless help comes, {a} will {base} {O}, aid groups say.",
    "Should {a} {base} {O}, thousands would flee.",
    "The hospital has stocked blood in case {a} {base} {O}.",
    "{A} would {base} {O} if the bridge were open.",
    "{A} would have {done} {O} had the rain not come.",
    "Residents fear that {a} will {base} {O}.",
    "{A} aim to {base} {O}, analysts say.",
    "{A} are preparing to {base} {O}.",
    "{A} have not yet {done} {O}.",
    "{A} used to {base} {O} every dry season.",
    "{A} often {base} {O}.",
    "{A} {past} {O} a decade ago.",
    "Three years ago {a} {past} {O}.",
    "In March 2011 {a} {past} {O}.",
    "In the 1990s, {a} {past} {O} more than once.",
    "It is unclear whether {a} {past} {O} on Monday.",
    "Can {a} {base} {O}?",
    "The army repelled an attempt by {a} to {base} {O} on Monday.",
)
"""Frames in which nothing is said to have happened now."""

WORDINGS = (
    "{A} have {done} {O}.",
    "{A}, who {past} {O} on Monday, have refused to talk.",
    "It was {a} who {past} {O} on Monday.",
    "{A} attacked from three sides, {ing} {O} on Monday.",
    "{A} crossed the river and {past} {O} on Monday.",
    "Shops closed when {a} {past} {O} on Monday.",
    "Residents said that {a} had {done} {O} on Monday.",
    "According to residents, {a} {past} {O} on Monday.",
    "The mayor accused {a} of {ing} {O} on Monday.",
    "On Monday, {a} {past} {O}.",
    "{A} on Monday {past} {O}.",
    "{A} quickly {past} {O} on Monday.",
    "{A} managed to {base} {O} on Monday.",
    "Despite the truce, {a} {past} {O} on Monday, the mayor said.",
    "“{A} {past} {O} on Monday,” the mayor said.",
    "The ministry confirmed that {a} had {done} {O} on Monday.",
)
"""Frames that say what the plain sentence says."""
