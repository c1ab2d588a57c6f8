from datetime import date

from reader.ui.reading_pane.card_parts import last_months


def test_twelve_months_end_with_the_newest() -> None:
    months = last_months([(date(2025, 8, 1), 3), (date(2025, 9, 1), 7)])
    assert len(months) == 12
    assert months[0] == (date(2024, 10, 1), 0)
    assert months[-2:] == [(date(2025, 8, 1), 3), (date(2025, 9, 1), 7)]


def test_only_the_newest_twelve_months_are_taken() -> None:
    known = [(date(2023 + n // 12, n % 12 + 1, 1), n) for n in range(20)]
    assert [count for _, count in last_months(known)] == list(range(8, 20))
    assert last_months([]) == []
