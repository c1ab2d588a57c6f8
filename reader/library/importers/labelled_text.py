"""An article whose parts have labels, as databases of newspapers print them: "Title: …", "Full text: …"."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from reader.library.importers.dates import parse_date
from reader.library.importers.file_facts import MAX_TITLE, Facts
from reader.library.importers.layout import paragraphs_in
from reader.library.importers.letters import one_line, plain_letters
from reader.library.importers.read_also_list import find_read_also

_WORDING = {
    "title": "title|headline|titel|titre|título|titolo|überschrift|заголовок|标题|標題|見出し|タイトル",
    "text": "text|full text|fulltext|body|content|article|volltext|texte|texte intégral|texto|texto completo|testo|"
    "текст|正文|本文",
    "author": "author|authors|by|byline|reporter|autor|autorin|auteur|auteurs|autore|автор|作者",
    "source": "source|publication|publication title|publisher|newspaper|journal|quelle|zeitung|fuente|fonte|bron|"
    "источник|来源|來源|出典",
    "date": "date|published|publication date|pub date|datum|veröffentlicht|publié|fecha|data|дата|日期|日付",
    "url": "url|link|document url|web address|adresse",
    "key": "id|document id|accession number|proquest document id|article id|document number",
    "language": "language|language of publication|sprache|langue|idioma|lingua|taal|язык",
}
_FIELDS = {plain_letters(name): field for field, names in _WORDING.items() for name in names.split("|")}
_BELOW_TEXT = {
    name for name in _FIELDS if " " in name
}  # such labels stand in no sentence: they count below the text, too
TITLE_LABEL = re.compile(rf"^[ \t*_#]*(?:{_WORDING['title']})[ \t*_]*[:：]", re.MULTILINE | re.IGNORECASE)
_HEAD_LINES = 12  # of an article, among which its headline is
_LONGEST_LABEL = 30  # characters
_LONGEST_VALUE = 500  # of what is not the text


class LabelledArticle(NamedTuple):
    title: str
    text: Sequence[str]  # paragraphs
    facts: Facts
    links: tuple[str, ...]
    url: str
    key: str


def label_of(line: str) -> str:
    """The field whose label begins the line; empty for any other line."""
    return _split_label(line)[0]


def is_labelled(lines: Sequence[str]) -> bool:
    """Whether the headline has a label, or the text one of several words, which stands in no sentence."""
    first = islice((line for line in lines if line.strip()), _HEAD_LINES)
    if any(label_of(line) == "title" for line in first):
        return True
    labels = (_split_label(line) for line in lines)
    return any(field == "text" and name in _BELOW_TEXT for field, name, _ in labels)


def read_labelled(lines: Sequence[str]) -> LabelledArticle:
    """The article in labelled lines. What has no label is text; so is what has a label that comes a second time."""
    values: dict[str, str] = {}
    body: list[str] = []
    filled = text_start = 0
    for line in lines:
        field, label, value = _split_label(line)
        is_head = filled <= ("title" not in values) and "text" not in values
        if field == "text" and "text" not in values:
            values["text"], text_start = value, len(body)
            body.append(value)
        elif field and field not in values and (is_head or label in _BELOW_TEXT) and 0 < len(value) <= _LONGEST_VALUE:
            values[field] = value
            if field == "date" and parse_date(value) is None:
                body.append(line)
        else:
            body.append(line)
            filled += bool(line.strip())
    title = values.get("title", "")
    if not title and ("text" not in values or any(map(str.strip, body[:text_start]))):
        title, body = _first_line(body)
    found = find_read_also(body)
    paragraphs = paragraphs_in([*body[: found.start], *body[found.end :]] if found else body)
    facts = Facts(
        source=values.get("source", ""), author=values.get("author", ""),
        published=parse_date(values.get("date", "")), language=values.get("language", ""),
    )  # fmt: skip
    links = found.titles if found else ()
    return LabelledArticle(title, paragraphs, facts, links, values.get("url", ""), values.get("key", ""))


def _split_label(line: str) -> tuple[str, str, str]:
    """Field, label and value of a line; three empty texts for one without a label."""
    label, colon, value = line[: _LONGEST_LABEL + 1].replace("：", ":", 1).partition(":")
    if not colon:
        return "", "", ""
    name = plain_letters(" ".join(label.strip(" \t*_#").split()))
    field = _FIELDS.get(name, "")
    return (field, name, one_line(value + line[_LONGEST_LABEL + 1 :]).strip("*_ ")) if field else ("", "", "")


def _first_line(lines: Sequence[str]) -> tuple[str, list[str]]:
    number = next((number for number, line in enumerate(lines) if line.strip()), None)
    if number is None or len(lines[number]) > MAX_TITLE:
        return "", list(lines)
    return one_line(lines[number]), [*lines[:number], *lines[number + 1 :]]
