"""Whether two words differ by a slip of the fingers only."""


def within_edits(one: str, other: str, most: int) -> bool:
    """Whether the words begin with the same letter and at most so many edits make the one into the other.

    An edit puts in a letter, leaves one out, writes another, or swaps two neighbours (F. J. Damerau, 1964). No letter
    is edited twice: the "optimal string alignment" distance, filled in row by row as in R. A. Wagner and M. J. Fischer
    (1974), of each row only the band that can stay within the limit (E. Ukkonen, 1985).
    """
    if one == other:
        return True
    if one[:1] != other[:1] or abs(len(one) - len(other)) > most:
        return False
    too_many = most + 1
    before: list[int] = []
    row = [min(at, too_many) for at in range(len(other) + 1)]  # edits from no letters of `one` to so many of `other`
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [too_many] * (len(other) + 1)
        if at <= most:
            row[0] = at
        for to in range(max(1, at - most), min(len(other), at + most) + 1):
            if letter == other[to - 1]:
                row[to] = before[to - 1]
                continue
            edits = min(before[to - 1], before[to], row[to - 1]) + 1
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == other[to - 1]:
                edits = min(edits, last[to - 2] + 1)
            row[to] = min(edits, too_many)
        if min(row) > most and min(before) > most:  # a swap reaches back two rows
            return False
    return row[-1] <= most
