import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleId
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId, EntityKind
from reader.exporting import json_lines, json_records
from reader.exporting.values import ExportedArticle, Rest
from reader.library.importers.own_export import NumberedRecord, records
from reader.library.whole_articles import WholeWanted
from reader.userdata.annotation import Tag, TagColor
from reader.userdata.whole_marks import MarksOf, SearchKept
from tests.exporting.made_up import about, exported, several

FIELDS = (
    "title", "text", "id", "published", "added_at", "links", "versions", "places", "tags", "tagged_at", "note",
    "position", "highlights", "quote", "start", "color", "name", "query", "action", "to_kind", "key", "url", "marks",
    "article", "path", "made_at", "read", "saved_at",
)  # fmt: skip
REST = Rest(
    tags=[Tag(0, "water", TagColor.BLUE), Tag(0, "unused")],
    searches=[SearchKept("Harbour", "harbour date:2025", "2025-10-01T00:00:00+00:00")],
    corrections=[
        Correction(CorrectionAction.ADD, form="Blue Line", to_id=EntityId("other:blue line"), to_name="Blue Line",
                   to_kind=EntityKind.OTHER, number=7, made_at="2025-10-01T00:00:00.000001+00:00"),
    ],
    wanted=[
        WholeWanted(
            "x.example/a", "https://x.example/a", "A", '{"tags":["t"]}', "/list.csv", "2025-10-01T00:00:00+00:00"
        )
    ],
    marks=[MarksOf(ArticleId("a" * 16), bookmarked_at="2025-10-01T00:00:00+00:00")],
)  # fmt: skip


def written(articles: list[ExportedArticle], rest: Rest = REST) -> list[dict[str, object]]:
    file = io.BytesIO()
    json_lines.write(articles, file, about(*articles), rest)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def test_the_first_line_says_what_the_file_is_and_the_last_what_is_in_it() -> None:
    head, *_, end = written(several())
    assert (head["format"], head["version"], head["articles"]) == ("read-also-export", 1, 5)
    assert end["type"] == "end"
    counts = end["counts"]
    assert isinstance(counts, dict)
    assert (counts["articles"], counts["versions"], counts["highlights"], counts["notes"]) == (5, 6, 3, 1)
    assert (counts["tags"], counts["corrections"], counts["wanted entries"]) == (2, 1, 1)


def test_every_article_comes_back_whole() -> None:
    for each in several():
        record = json.loads(json.dumps(json_lines.record_of(each)))
        whole = json_records.article_of(record)
        again = each.whole._replace(title=" ".join(each.whole.title.split()), number=whole.number)
        again = again._replace(
            content=whole.content, links=tuple(link._replace(number=whole.number) for link in again.links)
        )
        assert whole == again
        assert json_records.marks_of(record, each.whole.id) == each.marks


def test_what_belongs_to_no_article_comes_back() -> None:
    lines = written([])
    by_type = {line["type"]: line for line in lines[1:]}
    assert [json_records.tag_of(line) for line in lines[1:3]] == REST.tags
    assert json_records.search_of(by_type["search"]) == next(iter(REST.searches))
    correction = json_records.correction_of(by_type["correction"], {})
    assert correction == next(iter(REST.corrections))._replace(number=0)
    assert json_records.wanted_of(by_type["wanted"], {}) == next(iter(REST.wanted))
    assert json_records.marks_of(by_type["marks"], ArticleId("a" * 16)) == next(iter(REST.marks))


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda title: bool(title.strip())), st.text())
def test_any_words_come_back(title: str, text: str) -> None:
    each = exported(" ".join(title.split()), text)
    file = io.BytesIO()
    json_lines.write([each], file, about(each))
    file.seek(0)
    found = [one.record for one in records(file) if isinstance(one, NumberedRecord)]
    whole = json_records.article_of(found[0])
    assert (whole.title, whole.text, whole.id) == (each.whole.title, text, each.whole.id)


def test_a_fingerprint_changes_with_anything_that_is_changed() -> None:
    first = several()[0]
    prints = {
        json_lines.fingerprint(json_lines.record_of(each))
        for each in (
            first,
            first._replace(whole=first.whole._replace(title="Other")),
            first._replace(whole=first.whole._replace(versions=())),
            first._replace(marks=first.marks._replace(tags=first.marks.tags[:1])),
            first._replace(marks=first.marks._replace(position=0.0)),
            first._replace(marks=first.marks._replace(highlights=first.marks.highlights[1:])),
        )
    }
    assert len(prints) == 6
    other_number = first._replace(whole=first.whole._replace(number=99))
    assert json_lines.fingerprint(json_lines.record_of(other_number)) in prints


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""}, {"title": 7}, {"published": "soon"}, {"added_at": "<b>"}, {"tags": "water"}, {"note": "x"},
        {"highlights": [{"id": "h1"}]}, {"links": ["x"]}, {"versions": {}},
    ],
)  # fmt: skip
def test_a_damaged_record_is_refused(change: dict[str, object]) -> None:
    record = {**json_lines.record_of(several()[0]), **change}
    with pytest.raises(ValueError, match=r"\w"):
        json_records.marks_of(record, json_records.article_of(record).id)


def test_an_id_that_is_none_is_made_from_the_words() -> None:
    record = {**json_lines.record_of(exported()), "id": "../../x"}
    assert json_records.article_of(record).id == exported().whole.id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("a" * 16),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8))
def test_whatever_stands_in_a_line_it_is_a_value_or_refused(record: dict[str, object]) -> None:
    article = ArticleId("a" * 16)
    for read in (
        json_records.article_of,
        lambda one: json_records.marks_of(one, article),
        json_records.tag_of,
        json_records.search_of,
        lambda one: json_records.correction_of(one, {}),
        lambda one: json_records.wanted_of(one, {}),
        json_records.link_targets,
        json_records.id_of_article,
    ):
        with contextlib.suppress(ValueError):
            assert read(record) is not None
