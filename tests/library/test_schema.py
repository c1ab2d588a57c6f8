"""The list stays quick however long it grows: its orders are read off an index, never sorted."""

import pytest

from reader.library.article_rows import _INSERT_LINK, WITH_WORDS
from reader.library.revision import NEXT_CHANGE
from reader.library.shelf import ShelfOrder
from reader.wiring import Services


def plan_of(services: Services, statement: str) -> str:
    with services.library.reading() as db:
        return "; ".join(str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))


@pytest.mark.parametrize(
    ("order", "index"),
    [
        (ShelfOrder.NEWEST, "articles_by_day"),
        (ShelfOrder.OLDEST, "articles_by_day"),
        (ShelfOrder.TITLE, "articles_by_title"),
    ],
)
@pytest.mark.parametrize("where", ["", "AND id NOT IN (SELECT value FROM json_each('[]')) "])
def test_no_order_needs_sorting(order: ShelfOrder, index: str, where: str, services: Services) -> None:
    shown = f"SELECT number FROM articles WHERE trashed_at IS NULL {where}"
    plan = plan_of(services, f"{shown}ORDER BY {order.value} LIMIT 50")
    assert index in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("UPDATE links SET target = 1 WHERE target IS NULL AND title_key = 'a' AND article <> 1", "links_wanted"),
        (_INSERT_LINK.replace("?4", "'a'").replace("?", ""), "articles_by_title"),
        (_INSERT_LINK.replace("?4", "'a'").replace("?", ""), "articles_by_title_in_trash"),
        (WITH_WORDS.replace("?1", "'a'"), "articles_by_content"),
        (f"UPDATE articles SET changed = {NEXT_CHANGE} WHERE number = 1", "articles_by_change"),
        (
            "SELECT 1 FROM articles WHERE id = 'a' UNION ALL SELECT 1 FROM versions WHERE content = 'a'",
            "sqlite_autoindex_versions_1",
        ),
        ("SELECT number FROM articles WHERE url_key IN ('a', 'b') AND url_key <> ''", "articles_by_url"),
        ("SELECT article FROM links WHERE target = 1", "links_by_target"),
        ("SELECT count(*) FROM articles WHERE recognized_by IS NULL", "articles_by_recognizer"),
        ("DELETE FROM entity_articles WHERE article = 1", "entity_articles_by_article"),
    ],
)
def test_nothing_an_import_does_for_each_article_reads_a_whole_table(
    statement: str, index: str, services: Services
) -> None:
    plan = plan_of(services, statement)
    assert index in plan
    assert "SCAN" not in plan
