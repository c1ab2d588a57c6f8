"""Made-up articles for the tests of exports: values that a library could have given."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.exporting.values import About, ExportedArticle
from reader.library.importers.draft import article_id
from reader.library.whole_articles import WholeArticle, WholeLink, WholePlace, WholeVersion
from reader.userdata.annotation import Highlight, HighlightColor, Note
from reader.userdata.whole_marks import MarksOf

MADE_AT = datetime(2025, 11, 3, 9, 30, tzinfo=UTC)
TEXT = (
    "The council met on Monday.\n\nMira Okafor said that the harbour would be dredged.\n\nWork begins in Lisbon in May."
)
NASTY_TITLE = (
    'A "title" with <b>markup</b>, a\tline\nbreak & ]]> --> <script>alert(1)</script> \u202eabc' + " long" * 60
)
NASTY_TEXT = (
    "<img src=http://example.com/x.png onerror=alert(1)>\n\n=cmd|' /C calc'!A0\n\n\x07bell \u202eturned ]]> <!-- &amp;"
)
HEBREW = "הנמל יורחב בשנה הבאה.\n\nהעבודה מתחילה במאי."


def exported(title: str = "Harbour to be dredged", text: str = TEXT, **more: object) -> ExportedArticle:
    """An article of these words; `tags`, `note`, `highlights`, `mentions` and the marks belong to the reader's part."""
    article = ArticleId(str(more.pop("id", article_id(title, text))))
    mentions = more.pop("mentions", ())
    note, tags, highlights = more.pop("note", ""), more.pop("tags", ()), more.pop("highlights", ())
    marks = MarksOf(
        article,
        bookmarked_at="2025-10-02T08:00:00.000000+00:00" if more.pop("bookmarked", False) else "",
        read_at="2025-10-02T09:00:00.000000+00:00" if more.pop("read", False) else "",
        tags=tuple((name, "2025-10-01T00:00:00+00:00") for name in tags),  # type: ignore[attr-defined]
        note=Note(article, str(note), "2025-10-01T00:00:00+00:00", "2025-10-02T00:00:00+00:00") if note else None,
        highlights=tuple(one._replace(article_id=article) for one in highlights),  # type: ignore[attr-defined]
    )
    whole = WholeArticle(id=article, title=title, text=text, content=article_id(title, text), number=ArticleNumber(1))
    return ExportedArticle(whole._replace(added_at="2025-10-01T00:00:00+00:00", **more), marks, tuple(mentions))  # type: ignore[arg-type, call-overload]


def highlight(text: str, quote: str, *, color: HighlightColor = HighlightColor.GREEN, note: str = "") -> Highlight:
    start = text.index(quote)
    end = start + len(quote)
    return Highlight(
        f"h{start}", ArticleId(""), quote, text[max(0, start - 64) : start], text[end : end + 64], start, color, note,
        "2025-10-01T00:00:00+00:00", "2025-10-02T00:00:00+00:00",
    )  # fmt: skip


def mention(text: str, words: str, kind: EntityKind, *, in_title: bool = False) -> LinkedMention:
    start = text.index(words)
    entity = Entity(EntityId(f"{kind}:{words.lower()}"), kind, words)
    return LinkedMention(Span(start, start + len(words)), entity, in_title)


def about(*articles: ExportedArticle, title: str = "Harbours & <towns>") -> About:
    members = {each.whole.id: place for place, each in enumerate(articles, start=1)}
    return About(title, MADE_AT, members, "0.2", {"water": "blue"})


def several() -> list[ExportedArticle]:
    """Articles that need everything: links among them, all marks, all kinds of names, markup, Hebrew, no text."""
    other = exported("Lisbon’s new bridge", "A bridge will be built.\n\nIt is the third.", source="Evening Mail")
    first = exported(
        source="The Observer & Sons",
        author="Ann Lee and Bob Roe",
        published="2025-09-08",
        language="en",
        url="https://observer.example/harbour?a=1&b=2",
        origin="/home/somebody/articles/harbour.txt",
        links=(WholeLink("Lisbon’s new bridge", other.whole.id), WholeLink("A <lost> article")),
        places=(WholePlace("/home/somebody/articles/harbour.txt", "", ArticleId(""), "2025-10-01T00:00:00+00:00"),),
        versions=(
            WholeVersion(
                article_id("Harbour", "Old words."), "Harbour", "Old words.", links=("A", "B"),
                came_at="2025-09-01T00:00:00+00:00", replaced_at="2025-10-01T00:00:00+00:00",
            ),
        ),
        version_at="2025-10-01T00:00:00+00:00",
        tags=("water", "C++ & <more>"),
        note="First line <i>of</i> a note.\n\nSecond.",
        bookmarked=True,
        read=True,
        highlights=[
            highlight(TEXT, "Okafor said that", note='why "so"?'),
            highlight(TEXT, "dredged.\n\nWork begins", color=HighlightColor.PINK),
            highlight(TEXT, "Monday", color=HighlightColor.BLUE)._replace(quote="words that are gone", id="gone"),
        ],
        mentions=[
            mention("Harbour to be dredged", "Harbour", EntityKind.OTHER, in_title=True),
            mention(TEXT, "council", EntityKind.ORGANISATION),
            mention(TEXT, "Mira Okafor", EntityKind.PERSON),
            mention(TEXT, "Lisbon", EntityKind.PLACE),
        ],
    )  # fmt: skip
    nasty = exported(
        NASTY_TITLE, NASTY_TEXT, source="<source>", author="=1+1", url="javascript:alert(1)", tags=("=danger",)
    )
    return [first, other, nasty, exported("הנמל", HEBREW, language="he"), exported("Only a headline", "")]


_WORDS = st.text(alphabet="ab Z_*#`[]<>&~\\-=+.)(1!|:é\"'{}$^%@/ßשר漢字", min_size=1, max_size=12)
paragraphs = (
    st.lists(_WORDS, min_size=1, max_size=5)
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(lambda words: any(map(str.isalnum, words)) and "[[" not in words)
)
titles = paragraphs.filter(lambda title: len(title) < 200)
texts = st.lists(paragraphs, max_size=4).map("\n\n".join)
