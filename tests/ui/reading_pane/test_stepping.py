from reader.ui.reading_pane.render import Place
from reader.ui.reading_pane.stepping import Round

FIRST, SECOND, THIRD = ((Place(block, 4, 9),) for block in (0, 3, 5))


def test_the_first_step_goes_to_what_is_in_view_or_after_it() -> None:
    assert Round((FIRST, SECOND, THIRD)).step(1, top=(2, 0)) == SECOND
    assert Round((FIRST, SECOND, THIRD)).step(1, top=(3, 4)) == SECOND
    assert Round((FIRST, SECOND, THIRD)).step(-1, top=(3, 0)) == FIRST


def test_steps_go_round() -> None:
    walk = Round((FIRST, SECOND), at=1)
    assert [walk.step(1), walk.step(1), walk.step(-1)] == [FIRST, SECOND, FIRST]


def test_past_the_last_stop_the_first_step_begins_again() -> None:
    assert Round((FIRST, SECOND)).step(1, top=(9, 0)) == FIRST
    assert Round((FIRST, SECOND)).step(-1, top=(0, 0)) == SECOND


def test_without_stops_there_is_nowhere_to_go() -> None:
    walk = Round()
    assert (walk.step(1), walk.current, walk.at) == ((), (), None)
