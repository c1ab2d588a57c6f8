"""Articles and names for the reading pane, and a pane that is on screen."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from reader.articles.article import Article, ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.tasks.views import OpenedArticle
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.theme import LIGHT

NAMES = {
    "Gen Nakatani": EntityKind.PERSON,
    "Nakatani": EntityKind.PERSON,
    "Seoul": EntityKind.PLACE,
    "Tokyo": EntityKind.PLACE,
    "Second Fleet": EntityKind.ORGANISATION,
    "Cheonan": EntityKind.OTHER,
    "ירושלים": EntityKind.PLACE,
}
SAME = {"Nakatani": "Gen Nakatani"}

LEAD = "A visit to Seoul ended with a promise."
BODY = (
    "Gen Nakatani came to Seoul from Tokyo on Monday and spoke with the Second Fleet about the Cheonan.",
    "Nakatani went back to Tokyo in the evening, and Seoul called the talks useful & frank.",
)

MakeOpened = Callable[..., OpenedArticle]


def linked(name: str, start: int, *, in_title: bool = False) -> LinkedMention:
    full, kind = SAME.get(name, name), NAMES[name]
    return LinkedMention(
        span=Span(start, start + len(name)),
        entity=Entity(id=EntityId(f"{kind}:{full.casefold()}"), kind=kind, name=full),
        in_title=in_title,
    )


def names_in(text: str, *, in_title: bool = False) -> tuple[LinkedMention, ...]:
    pattern = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
    return tuple(linked(match.group(), match.start(), in_title=in_title) for match in re.finditer(pattern, text))


@pytest.fixture(scope="session")
def make_opened() -> MakeOpened:
    """An opened article of these paragraphs; its names are those of the table above, in the title only if asked for."""

    def make(
        *paragraphs: str,
        title: str = "Talks in Seoul",
        names: bool = True,
        title_names: bool = False,
        **more: object,
    ) -> OpenedArticle:
        text = "\n\n".join(paragraphs or (LEAD, *BODY))
        known = {"source": "Diplomacy desk", "published": date(2025, 9, 8), **more}
        article = Article(id=ArticleId("a"), title=title, text=text, **known)  # type: ignore[arg-type]
        return OpenedArticle(
            number=ArticleNumber(1),
            article=article,
            mentions=(names_in(title, in_title=True) if title_names else ()) + (names_in(text) if names else ()),
            bookmarked=False,
            read=False,
            position=0.0,
        )

    return make


@pytest.fixture
def long_opened(make_opened: MakeOpened) -> OpenedArticle:
    """Some hundred paragraphs, numbered: more than is set at once."""
    return make_opened(LEAD, *(f"{number} {BODY[number % 2]}" for number in range(240)))


@pytest.fixture
def pane(qtbot: QtBot) -> ReadingPane:
    """A pane on screen, 700 x 600 pixels."""
    made = ReadingPane(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made
