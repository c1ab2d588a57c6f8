import io
import re
from collections import Counter
from html.parser import HTMLParser

from hypothesis import given, settings

from reader.entities.mention import EntityKind
from reader.exporting import dossier
from reader.exporting.dossier_parts import words_print
from reader.exporting.values import ExportedArticle
from tests.exporting.made_up import TEXT, about, exported, highlight, mention, several, texts, titles

VOID = frozenset({"meta", "br", "link", "img", "hr", "input"})


class Page(HTMLParser):
    """A page as a browser would take it: fails where tags are not closed in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids = Counter[str]()
        self.links: list[str] = []
        self.tags = Counter[str]()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def words(self, tag: str) -> str:
        return "".join(data for tags, data in self.texts if tag in tags)


def written(*articles: ExportedArticle) -> str:
    file = io.BytesIO()
    dossier.write(articles, file, about(*articles))
    return file.getvalue().decode("utf-8")


def test_every_link_inside_leads_to_one_place() -> None:
    page = Page(written(*several()))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert len(inside) > 20
    assert set(inside) <= page.ids.keys()
    assert set(page.ids.values()) == {1}


def test_nothing_in_it_runs_or_is_loaded() -> None:
    html = written(*several())
    page = Page(html)
    assert not {"script", "img", "iframe", "link", "object", "embed", "form", "base", "video", "svg"} & page.tags.keys()
    assert "default-src 'none'" in html
    assert {name for _tag, name, _value in page.attributes if name.startswith("on")} == set()
    assert {name for _tag, name, _value in page.attributes} & {
        "src",
        "srcset",
        "style",
        "action",
        "background",
    } == set()
    assert [tag for tag, _name, value in page.attributes if value.startswith("http") and tag != "a"] == []
    assert not re.search(r"url\(|@import|javascript:", html.split("</style>")[0])
    outside = [link for link in page.links if not link.startswith("#")]
    assert outside == ["https://observer.example/harbour?a=1&b=2"]


def test_words_of_strangers_are_words() -> None:
    page = Page(written(*several()))
    assert "<script>alert(1)</script>" in page.words("h2")
    assert "<img src=http://example.com/x.png onerror=alert(1)>" in page.words("p")
    assert "First line <i>of</i> a note." in page.words("aside")


def test_signs_that_turn_letters_around_are_not_in_titles() -> None:
    page = Page(written(*several()))
    assert "abc long long" in page.words("h2")
    assert "\u202e" not in page.words("h2") + page.words("nav") + page.words("table")


def test_read_also_leads_to_the_article_or_says_that_it_is_not_there() -> None:
    html = written(*several())
    assert '<li dir="auto"><a href="#a2">Lisbon’s new bridge</a></li>' in html
    assert "A &lt;lost&gt; article <small>not in this file</small>" in html


def test_names_are_in_the_text_and_in_the_index_by_kind() -> None:
    html = written(*several())
    assert re.search(r'<a class="n person" id="m1-\d" href="#n\d">Mira </a>', html)  # a highlight begins in it
    index = html.split('<section class="part" id="names">')[1]
    assert re.findall(r"<h3>(\w+)</h3>", index)[:4] == ["People", "Places", "Organisations", "Other"]
    assert re.search(r'title="1 mention in 1 article">Mira Okafor</span>', index)


def test_only_the_first_mention_leads_to_the_index() -> None:
    text = "Okafor spoke.\n\nOkafor left."
    first = mention(text, "Okafor", EntityKind.PERSON)
    second = first._replace(span=type(first.span)(15, 21))
    html = written(exported(text=text, mentions=[first, second]))
    assert html.count('href="#n1"') == 1
    assert '<span class="n person">Okafor</span> left' in html
    assert 'title="2 mentions in 1 article"' in html


def test_highlights_stand_in_the_text_and_below_it() -> None:
    html = written(*several())
    assert re.search(r'<mark class="h green" id="h1-0"><a class="n person"[^>]*>Okafor</a>|<mark class="h green"', html)
    assert html.count('<mark class="h pink"') == 2  # it goes over the end of a paragraph
    assert html.count('<li class="h ') == 3
    assert '<q dir="auto">words that are gone</q><' in html  # no link: it is nowhere
    assert "why &quot;so&quot;?" in html


def test_a_highlight_that_another_one_covers_is_listed_without_a_link() -> None:
    marks = [highlight(TEXT, "Mira Okafor said"), highlight(TEXT, "Okafor")]
    html = written(exported(highlights=marks))
    assert html.count("<mark") == 1
    assert Page(html).links.count("#h1-0") == 1
    assert "#h1-1" not in html


def test_each_article_has_its_fingerprint() -> None:
    first, *others = several()
    html = written(first, *others)
    assert html.count("<code>") == 5
    assert words_print(first) in html
    assert words_print(first) != words_print(first._replace(whole=first.whole._replace(text=f"{TEXT} ")))


def test_languages_and_directions_are_told() -> None:
    html = written(*several())
    assert '<h2 dir="auto" lang="he">הנמל</h2>' in html
    assert 'lang="x' not in written(exported(language='x" onclick="'))


def test_an_empty_part_is_left_out() -> None:
    html = written(exported(text="", source=""))
    assert 'id="names"' not in html
    assert 'id="notes"' not in html
    assert "not known" in html  # its source


@settings(deadline=None)
@given(titles, texts)
def test_any_words_stand_in_the_page(title: str, text: str) -> None:
    page = Page(written(exported(title, text)))
    assert page.words("h2").startswith(title)
    paragraphs = [data for tags, data in page.texts if "div" in tags and "p" in tags]
    assert all(paragraph in "".join(paragraphs) + page.words("p") for paragraph in text.split("\n\n"))
