"""Cells of a CSV file that a spreadsheet must not take for formulas.

A spreadsheet takes a cell that begins with = + - or @ for a formula. Such a cell is written with an apostrophe before
it, which is taken away when the file is read.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]|''")
_ESCAPED = re.compile(r"'['=+\-@\t\r\n＝＋－＠]")


def escaped(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `escaped` was given."""
    return cell[1:] if _ESCAPED.match(cell) else cell
