"""Names of files and other people's words, shown so that they mislead nobody, in the window and in a terminal."""

import re

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def in_one_line(name: str) -> str:
    """The name of a file as it can be shown: what would steer the terminal, end the line or turn it round is spelled
    out, as "\\n" and "\\u202e"."""
    return _UNPRINTABLE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), name)
