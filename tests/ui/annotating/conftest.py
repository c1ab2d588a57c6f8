"""Highlights to be listed, and a window that dialogs belong to."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.folding import fold
from reader.tasks.list_highlights import ListedHighlight
from reader.userdata.annotation import Highlight, HighlightColor


def listed(number: int, **more: object) -> ListedHighlight:
    colors = list(HighlightColor)
    highlight = Highlight(
        f"h{number}", ArticleId(f"a{number % 7}"), f"passage {number}", color=colors[number % 4], start=number
    )._replace(**more)
    title = f"Article {number % 7}"
    key = fold(f"{highlight.quote} {highlight.note} {title}")
    return ListedHighlight(highlight, ArticleNumber(number % 7 + 1), title, "Desk", date(2025, 9, 8), key)


@pytest.fixture
def make_listed():
    return listed


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    return made
