"""Texts that look like queries, well formed or not, for the property tests."""

from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        *'()"-*~:.', "~2", " ", " ", "AND", "OR", "NOT", "title:", "source:", "date:", "added:", "is:", "has:", "lang:",
        "person:", "tag:", "2025", "..", ">", "x", "word", "last", "week", "30 days", "sep", "note", "people", "German",
        "“", "”", "日本", 'צה"ל', "भारती",
    ]
)  # fmt: skip
TYPED = st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join)
