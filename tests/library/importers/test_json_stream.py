"""JSON in every arrangement, broken in every way, and larger than memory."""

import io
import json
import time
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers.draft import Flaw
from reader.library.importers.json_stream import MAX_DEPTH, MOST_BROKEN, Object, objects_in, value_of
from reader.library.importers.unreadable import UnreadableFileError

ENTRIES: list[Object] = [
    {"title": "One", "text": 'Brackets ]}[{ and "quotes" and a \\ in a string.', "tags": [{"label": "a"}]},
    {"title": "Zwölf Äpfel 漢字 🙂", "url": "https://example.org/2", "nested": {"list": [[1, 2], [{}]]}},
    {"title": "Three", "text": "", "n": 1e10},
]
PIECES = st.sampled_from(
    ["[", "]", "{", "}", ",", ":", '"', "\\", "\n", " ", '{"title": "A"}', '{"text": ', '"a": [{"b": 1}]', "null", "1",
     "é",
     '"x"', "NaN", "\ufeff", "[[", '{"list": [', "\0", "/*"]
)  # fmt: skip


def read(data: bytes | str, **more: int) -> list[Object | Flaw]:
    return list(objects_in(io.BytesIO(data.encode() if isinstance(data, str) else data), **more))


def good(found: Sequence[Object | Flaw]) -> list[Object]:
    return [each for each in found if not isinstance(each, Flaw)]


ARRANGEMENTS = {
    "array": lambda each: "[" + ",".join(each) + "]",
    "pretty array": lambda each: "[\n  " + "\n  ,\n  ".join(each) + "\n]\n",
    "lines": lambda each: "\n".join(each) + "\n",
    "lines of Windows": lambda each: "\r\n".join(each),
    "in a row": "".join,
    "text sequences": lambda each: "".join(f"\x1e{one}\n" for one in each),
    "object around a list": lambda each: '{"version": 1, "meta": {"a": [1]}, "items": [' + ", ".join(each) + "]}",
    "two lists": lambda each: (
        f'{{"unread": [{each[0]}], "archive": [{each[1]}, {each[2]}], "tags": [{{"name": "x"}}]}}'
    ),
    "deep in objects": lambda each: '{"data": {"result": {"articles": [' + ",".join(each) + "]}}}",
    "by their ids": lambda each: '{"list": {' + ",".join(f'"{n}": {one}' for n, one in enumerate(each)) + "}}",
    "arrays in a row": lambda each: f"[{each[0]}][{each[1]},{each[2]}]",
}


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_every_arrangement_gives_the_same_objects(arrangement: str, encoding: str, ascii_only: bool) -> None:
    text = ARRANGEMENTS[arrangement]([json.dumps(each, ensure_ascii=ascii_only) for each in ENTRIES])
    assert read(text.encode(encoding)) == ENTRIES


@pytest.mark.parametrize("arrangement", ["array", "lines", "object around a list", "two lists", "deep in objects"])
def test_what_is_longer_than_a_piece_is_read_the_same(arrangement: str) -> None:
    long: list[Object] = [
        {"title": str(n), "text": f'{n} "[{{\\' * 100_000, "tags": [{"label": "x"}]} for n in range(3)
    ]
    text = ARRANGEMENTS[arrangement]([json.dumps(each) for each in long])
    assert read(text) == long


def test_one_object_alone_is_an_entry_with_its_lists() -> None:
    entry: Object = {"title": "A", "url": "https://example.org", "highlights": [{"text": "a"}, {"text": "b"}]}
    assert read(json.dumps(entry)) == [entry]
    entry["content"] = "x" * 2_000_000
    assert read(json.dumps(entry)) == [entry]
    assert read(json.dumps(entry, indent=1)) == [entry]


@pytest.mark.parametrize(
    "broken",
    [
        "{'title': 'x'}", '{"title": "x",}', '{"title": "He said "no"."}', '{"title": "He said "no."}', '{"title": }',
        '{"title": "a\\x"}', '{"title": ' + "1" * 5000 + "}", '{"title": [}', '{"title": "x"', '{"title": "x]}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("arrangement", ["array", "lines", "object around a list"])
def test_a_broken_object_costs_only_itself(arrangement: str, broken: str) -> None:
    entries = [json.dumps({"title": str(n), "text": "x"}) for n in range(4)]
    found = read(ARRANGEMENTS[arrangement]([*entries[:2], broken, *entries[2:]]))
    assert [each["title"] for each in good(found)] == ["0", "1", "2", "3"]
    assert any(isinstance(each, Flaw) and each.where.startswith("entry 3") for each in found)


@pytest.mark.parametrize("arrangement", ["array", "lines", "object around a list", "deep in objects"])
def test_a_file_that_was_cut_short_gives_what_is_whole(arrangement: str) -> None:
    text = ARRANGEMENTS[arrangement]([json.dumps({"title": str(n), "text": "x" * 20}) for n in range(4)])
    found = read(text[: text.index('"3"') + 6])
    assert [each["title"] for each in good(found)] == ["0", "1", "2"]
    assert isinstance(found[-1], Flaw)


def test_what_is_no_object_is_a_flaw() -> None:
    found = read('[1, "a, b]", {"title": "A"}, null, [1, [2]], {"title": "B"}]')
    assert good(found) == [{"title": "A"}, {"title": "B"}]
    assert [each.where for each in found if isinstance(each, Flaw)] == ["entry 1", "entry 2", "entry 4", "entry 5"]


@pytest.mark.parametrize("data", ["[]", "{}", '{"articles": []}', "[1, 2]", '"a"', "]", "[{", '{"a": '])
def test_a_file_without_an_entry_says_so(data: str) -> None:
    if data == "{}":
        assert read(data) == [{}]
        return
    with pytest.raises(UnreadableFileError) as caught:
        read(data)
    assert caught.value.remedy


@pytest.mark.parametrize("sign", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("start", ["", '[{"title": "A"}, ', '{"items": [{"title": "A"}, '])
def test_brackets_in_brackets_without_end_are_refused(sign: str, start: str) -> None:
    for count in (MAX_DEPTH + 2, 1_000_000):
        with pytest.raises(UnreadableFileError, match="more than 100 deep"):
            read(start + sign * count)
        with pytest.raises(UnreadableFileError, match="more than 100 deep"):
            value_of((start + sign * count).encode())


def test_a_whole_value() -> None:
    assert value_of(b'\xef\xbb\xbf{"a": ["}", {"b": null}]}') == {"a": ["}", {"b": None}]}
    for broken in (b"{", b"", b"[1,]", b"1" * 5000):
        with pytest.raises(UnreadableFileError, match="broken JSON"):
            value_of(broken)


def test_a_file_that_is_broken_throughout_is_left_soon() -> None:
    found = read('[{"title": "A"}' + ", 1" * 1_000_000 + "]")
    assert len(found) == MOST_BROKEN + 2
    started = time.process_time()
    read('[{"title": "A"},' + '{"title": "B" x},' * 50_000 + "]")
    read('{"title": "A"}\n' + '{"title": "B\n' * 50_000)
    read('[{"title": "A"}, {"title" x' + "\n" * 500_000)
    read('[{"title": "A"}, {"title" x}' + ", {\n\n}" * 100_000)
    assert time.process_time() - started < 5


class Long(io.RawIOBase):
    """A file of a head, one letter many times, and an end, made when it is read."""

    def __init__(self, head: bytes, size: int, end: bytes) -> None:
        self._parts = ((0, head), (len(head) + size, end))
        self._size, self._place = len(head) + size + len(end), 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._place = offset if whence == 0 else self._size + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        count = max(0, min(len(buffer), self._size - self._place))
        piece = bytearray(b"a" * count)
        for start, part in self._parts:
            for place, byte in enumerate(part, start - self._place):
                if 0 <= place < count:
                    piece[place] = byte
        buffer[:count] = piece
        self._place += count
        return count


@pytest.mark.parametrize("head", ['[{"title": "A"}, {"text": "', '{"items": [{"title": "A"}, {"text": "', '{"text": "'])
def test_a_line_much_longer_than_an_object_may_be_fills_no_memory(head: str) -> None:
    end = {"[": '"}, {"title": "B"}]', "i": '"}, {"title": "B"}]}', "t": '"}\n{"title": "B"}'}[head.strip('{"')[0]]
    file = io.BufferedReader(Long(head.encode(), 30_000_000, end.encode()))
    tracemalloc.start()
    found = list(objects_in(file, most=1_000_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert good(found) == ([{"title": "A"}] if "A" in head else []) + [{"title": "B"}]
    assert most < 15_000_000


@settings(deadline=None, derandomize=True, database=None)
@given(st.one_of(st.binary(max_size=100), st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_give_objects_or_a_reason(data: bytes) -> None:
    problem, found = "", []
    try:
        found = read(data)
    except UnreadableFileError as error:
        problem = error.problem
    assert problem or good(found)
    assert all(isinstance(each, dict | Flaw) for each in found)
