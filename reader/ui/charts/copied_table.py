"""A table to read and to copy from: rows are chosen by keyboard or mouse, Ctrl+C takes them with the heads along."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme

ROW_PADDING = 8  # pixels beside the letters' height


class CopiedTable(QTableView):
    """Looks like the rest of the page. Threads: GUI thread only."""

    cell_chosen = Signal(QModelIndex)  # by Enter

    def __init__(self, *, model: QAbstractItemModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        font = interface_font(SIZES.small_text)
        self.setFont(font)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING)
        self.setStyleSheet(_STYLE.format(**{name.replace(".", "_"): color for name, color in theme.colors.items()}))
        self.horizontalHeader().setFont(font)

    def copied_words(self) -> str:
        """The chosen cells, rows as lines and columns parted by tabs, under their heads."""
        cells = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        model = self.model()
        lines = [[str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]] if cells else []
        lines += [[_words(model.index(row, column)) for column in columns] for row in rows]
        return "\n".join("\t".join(line) for line in lines)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_words())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.cell_chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _words(index: QModelIndex) -> str:
    """One cell, on one line."""
    value = index.data()
    return "" if value is None else " ".join(str(value).split())


_STYLE = """
QTableView {{
    background: {page}; color: {text}; outline: none;
    selection-background-color: {selected}; selection-color: {text};
}}
QTableView::item {{ border-bottom: 1px solid {line}; padding: 0px 8px 0px 0px; }}
QTableView::item:selected {{ background: {selected}; color: {text}; }}
QTableView::item:focus {{ border: 1px solid {focus}; }}
QHeaderView {{ background: {page}; border: none; }}
QHeaderView::section {{
    background: {page}; color: {muted}; border: none; border-bottom: 1px solid {line}; padding: 3px 8px 3px 3px;
}}
QTableCornerButton::section {{ background: {page}; border: none; }}
"""
