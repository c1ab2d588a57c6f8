"""Characters that no article needs and that do harm: controls, halves of letters, signs that turn text around."""

import re

_HARM = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = re.compile("[\x0b-\x0d\x1c-\x1f\x85\u2028]")  # they end a line somewhere
_GONE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_END_OF_EMBEDDING = "\u202c"
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_OF_ISOLATE = "\u2069"
BLANK_LINE = "\n\n"


def clean_line(text: str) -> str:
    """One line of a title, a name or a source: white space folded, nothing in it that turns the direction of the text.

    Signs that turn it let "cod.exe" look like "exe.doc", and reach into whatever stands behind the line.
    """
    if _HARM.search(text):
        text = _TURN.sub("", _GONE.sub("", _whole_letters(text, "?")))
    return " ".join(text.split())


def clean_text(text: str) -> str:
    """The text of an article; the same object where there is nothing to do, so that ids stay what they were.

    Signs of direction stay where a paragraph closes what it opens.
    """
    if not _HARM.search(text):
        return text
    text = _SPACES.sub(" ", _whole_letters(text, "\ufffd").replace("\r\n", "\n")).replace("\u2029", BLANK_LINE)
    text = _GONE.sub("", text)
    if _TURN.search(text):
        text = BLANK_LINE.join(map(_straightened, text.split(BLANK_LINE)))
    return BLANK_LINE.join(filter(None, (part.strip() for part in text.split(BLANK_LINE))))


def _whole_letters(text: str, substitute: str) -> str:
    """Halves that belong together joined, as JSON of old programs writes them; others replaced."""
    if not _HALF.search(text):
        return text
    text = _PAIRS.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _HALF.sub(substitute, text)


def _straightened(paragraph: str) -> str:
    """Without its signs of direction, unless all that are opened are closed in their order."""
    opened: list[str] = []
    for sign in _TURN.findall(paragraph):
        if sign in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
            if not opened or (opened.pop() in _ISOLATES) is not (sign == _END_OF_ISOLATE):
                return _TURN.sub("", paragraph)
        else:
            opened.append(sign)
    return _TURN.sub("", paragraph) if opened else paragraph
