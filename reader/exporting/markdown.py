"""An article as a Markdown file with a YAML header, as note programs write and read them.

Everything in the file comes back when it is imported: the text word for word, the reader's marks from the header.
"""

import json
import re
from collections.abc import Iterator

from reader.articles.paragraphs import BLANK_LINE
from reader.exporting.file_names import FileNames
from reader.exporting.values import ExportedArticle

SUFFIX = ".md"
_ANYWHERE = re.compile(r"[\\`*\[\]<~]|&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word, as in file_name, it is no mark
_BLOCK_START = re.compile(r"#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=]+\s*$")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"#(?=#*\s*$)")  # at the end of a heading
# What YAML does not take as it is; and ends of lines, by which readers of headers go.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def names() -> FileNames:
    """For the files of one folder."""
    return FileNames(SUFFIX)


def file_name(each: ExportedArticle, given: FileNames) -> str:
    return given.name_for(each.whole.title, each.whole.published)


def text_of(each: ExportedArticle) -> str:
    """The whole file."""
    return "\n".join(_lines(each)) + "\n"


def _lines(each: ExportedArticle) -> Iterator[str]:
    yield from _header(each)
    yield ""
    yield f"# {_CLOSING.sub(lambda found: chr(92) + found[0], _inline(each.whole.title))}"
    for paragraph in each.whole.text.split(BLANK_LINE):
        if paragraph.strip():
            yield ""
            yield "\\\n".join(_paragraph_line(line) for line in paragraph.strip().split("\n"))
    if each.whole.links:
        yield ""
        yield "Read also:"
        yield ""
        for link in each.whole.links:
            yield f"- {_paragraph_line(link.title)}"


def _header(each: ExportedArticle) -> Iterator[str]:
    whole = each.whole
    yield "---"
    for key, value in (
        ("title", whole.title), ("author", whole.author), ("source", whole.source), ("url", whole.url),
    ):  # fmt: skip
        if value:
            yield f"{key}: {_quoted(value)}"
    if whole.published:
        yield f"date: {whole.published}"
    if whole.language:
        yield f"language: {_quoted(whole.language)}"
    yield from _marks(each)
    yield f"id: {_quoted(whole.id)}"
    yield "---"


def _marks(each: ExportedArticle) -> Iterator[str]:
    marks = each.marks
    if each.tags:
        yield f"tags: [{', '.join(map(_quoted, each.tags))}]"
    yield f"read: {'true' if marks.read_at else 'false'}"
    if marks.bookmarked_at:
        yield "starred: true"
    if each.note:
        yield f"note: {_quoted(each.note)}"
    if marks.highlights:
        yield "highlights:"
        for one in marks.highlights:
            yield f"  - quote: {_quoted(one.quote)}"
            if one.note:
                yield f"    note: {_quoted(one.note)}"
            yield f"    color: {one.color}"


def _quoted(text: str) -> str:
    """In double quotes, as JSON and YAML both write them: nothing in it can end the line or become a number."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _paragraph_line(line: str) -> str:
    """A line at the beginning of which nothing is taken for a heading, a list or a quotation."""
    line = _inline(" ".join(line.split()))
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _inline(text: str) -> str:
    return _UNDERSCORE.sub(r"\\_", _ANYWHERE.sub(lambda found: f"\\{found[0]}", text))
