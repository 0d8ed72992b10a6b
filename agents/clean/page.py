"""A page's visible text, one line for each block, where no article can be told from the rest of it."""

import re
from html import unescape

_HIDDEN = frozenset(["script", "style", "template", "noscript", "head", "svg", "select", "button"])
_INLINE = frozenset(
    "a abbr b cite code del em font i ins mark q s small span strong sub sup time u wbr".split()  # noqa: SIM905
)
# One pass, whatever the page is: the parser of the standard library takes the square of a broken page's length.
_PIECE = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>|<![^<>]*>|[^<]+|<")
_SPACE = re.compile(r"\s+")


def page_text(html: str) -> str:
    """The text that a reader would see, as lines; tags that hide, and what stands in them, left out."""
    pieces: list[str] = []
    hidden: str | None = None
    for match in _PIECE.finditer(html):
        tag = (match.group(2) or "").lower()
        if hidden is not None:
            # A head that was never closed ends where the body begins.
            if (tag == hidden and match.group(1)) or tag == "body":
                hidden = None
        elif tag in _HIDDEN and not match.group(1):
            hidden = tag
        elif tag and tag not in _INLINE:
            pieces.append("\n")
        elif not tag and not match.group().startswith("<"):
            pieces.append(_SPACE.sub(" ", unescape(match.group())))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
