import pytest
from PySide6.QtCore import Qt, QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from reader.ui.dialogs.correction_frame import CorrectionDialog
WAIT_MS = 20000
pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
def test_x(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, FIRST)
    with qtbot.waitSignal(reader.gestures.naming.card_ready, timeout=WAIT_MS):
        do.click_word(reader, "Gen Nakatani")
    card = reader.gestures.card
    print(card.isVisible(), [b.text() for b in card.findChildren(QPushButton) if b.isVisible()])
    more = next(b for b in card.findChildren(QPushButton) if b.text() == "···")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    print(menu, [a.text() for a in menu.actions()])
    kind = next(a for a in menu.actions() if "kind" in a.text())
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(kind).center())
    qtbot.waitUntil(lambda: kind.menu().isVisible())
    print(QApplication.activePopupWidget())
    sub = kind.menu()
    a = sub.actions()[2]
    print(a.text())
    with qtbot.waitSignal(reader.gestures.names.correcting.corrected, timeout=WAIT_MS) as c:
        qtbot.mouseClick(sub, Qt.MouseButton.LeftButton, pos=sub.actionGeometry(a).center())
    print(c.args, reader.gestures.work.busy)
    print(QApplication.activePopupWidget(), card.isVisible())
    do.settle(reader)
    print([ (m.entity.id, m.entity.kind) for m in reader.window.reading_pane.text_view.page.mentions if 'akatani' in m.entity.name])
    # keys
    card.close()
    view = reader.window.reading_pane.text_view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_N)
    print(reader.words()[-300:], QApplication.focusWidget())
    with qtbot.waitSignal(reader.gestures.naming.card_ready, timeout=WAIT_MS):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    print(QApplication.focusWidget(), card.focusWidget(), card.isActiveWindow())
    for _ in range(14):
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Tab)
        print(card.focusWidget().text())
    assert 0
