"""The banner that tells what happened."""

from pytestqt.qtbot import QtBot

from reader.errors import ReaderError
from reader.ui.messages import MessageBanner, Messages


def test_a_name_in_a_message_turns_nothing_around_it_and_is_no_line_of_its_own(qtbot: QtBot) -> None:
    banner = MessageBanner()
    qtbot.addWidget(banner)
    Messages(banner).show_problem(ReaderError("/a\u202etxt.exe\nAll is well. <b>", remedy="Choose another folder."))
    assert banner.words() == "/a\\u202etxt.exe\\nAll is well. <b> Choose another folder."
