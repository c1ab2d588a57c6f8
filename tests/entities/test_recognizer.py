"""The recogniser's promises on any text, and what it finds in a few plain sentences."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities.mention import EntityKind, Mention
from reader.entities.recognizer import load_recognizer
from reader.errors import ReaderError

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
RECOGNIZER = load_recognizer()


def names_in(text: str) -> list[str]:
    """Each mention as "text/kind"."""
    return [f"{text[m.start : m.end]}/{m.kind}" for m in RECOGNIZER.mentions_in(text)]


def by_kind(text: str, kind: EntityKind) -> list[str]:
    return [text[m.start : m.end] for m in RECOGNIZER.mentions_in(text) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Lee Jae-myung met Mr Ishiba in Seoul.", ["Lee Jae-myung/person", "Ishiba/person", "Seoul/place"]),
        ("Prime Minister Shigeru Ishiba spoke on Monday.", ["Shigeru Ishiba/person"]),
        ("Talks with Leaders Pashinyan and Aliyev failed.", ["Pashinyan/person", "Aliyev/person"]),
        ("Dr. Maria Hernandez works for Siemens.", ["Maria Hernandez/person", "Siemens/organisation"]),
    ],
)
def test_titles_are_no_part_of_a_person(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the Prime Minister and the President said nothing.",
        "Challenging Position",
        "AI will change the GDP, the CEO said in January.",
        "THE MEETING WAS LONG AND NOTHING CAME OF IT",
        "Nothing was agreed. However, the talks will go on.",
    ],
)
def test_capitals_alone_make_no_person_and_no_organisation(text: str) -> None:
    assert by_kind(text, EntityKind.PERSON) == []
    assert by_kind(text, EntityKind.ORGANISATION) == []


def test_a_people_is_another_name_that_carries_its_place() -> None:
    text = "A Japanese minister and a South Korean general met the Kurds."
    found = RECOGNIZER.mentions_in(text)
    assert [(m.kind, m.name, m.is_people) for m in found][:2] == [
        (EntityKind.OTHER, "Japan", True), (EntityKind.OTHER, "South Korea", True),
    ]  # fmt: skip


def test_short_names_carry_their_full_name() -> None:
    (country,) = [m for m in RECOGNIZER.mentions_in("He flew from Tokyo to the U.S. on Friday.") if m.name]
    assert country.name == "United States"


def test_lines_in_capitals_are_read() -> None:
    assert "FRANCE/place" in names_in("MINISTER SAYS FRANCE WILL SIGN THE TREATY")


@pytest.mark.parametrize(
    ("natural", "tokenised"),
    [
        (
            "The U.S.'s economy grew, said Mr. Brown of Reuters.",
            "The U.S. 's economy grew , said Mr. Brown of Reuters .",
        ),
        ("Toyota (TYO) hired Ann Lee, of Oslo.", "Toyota ( TYO ) hired Ann Lee , of Oslo ."),
    ],
)
def test_tokenised_text_is_read_like_natural_text(natural: str, tokenised: str) -> None:
    assert names_in(natural) == names_in(tokenised)


def test_names_in_tokenised_text_end_where_tokens_end() -> None:
    text = "The Paris-based firm of Jean-Luc O'Neill , which left Spain 's capital , rose ."
    for mention in RECOGNIZER.mentions_in(text):
        assert text[mention.end] == " "
        assert mention.start == 0 or text[mention.start - 1] == " "


def test_possessives_are_no_part_of_a_name() -> None:
    text = "Tokyo’s envoy read Reuters' report about Moscow's silence."
    assert [text[m.start : m.end] for m in RECOGNIZER.mentions_in(text)] == ["Tokyo", "Reuters", "Moscow"]


def check_promises(text: str) -> list[Mention]:
    mentions = RECOGNIZER.mentions_in(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        surface = text[mention.start : mention.end]
        assert surface == surface.strip()
        assert 0 <= mention.confidence <= 1
        end = mention.end
    return mentions


PIECES = st.sampled_from(
    "Ministry|of|Kim|President|Seoul-based|South|Korean|U.S.|the|and|’s|-|\n\n|(|)| |. |of the|Lee Jae-myung|NATO|J."
    "|İstanbul|Ǆ|“|St.|People's|Navy|&|al-|Ministry of|Bank|Operation|Lake|Jr|\0|\x1b|\ud800|\u2028|\t| , | . ".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_gives_ordered_spans_of_clean_words(text: str) -> None:
    assert check_promises(text) == RECOGNIZER.mentions_in(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "a", ".", "\ufeff", "’s", "-" * 5000, "A" * 5000, "A " * 5000])
def test_odd_texts_are_read(text: str) -> None:
    check_promises(text)


@pytest.mark.parametrize(
    "piece", ["A-based", "X-", "Kim ", "Ministry of ", "U.S.", "(", "A’", "Bank and ", "al-A", "Lee Jae-myung, "]
)
def test_absurdly_long_repetitions_are_read_too(piece: str) -> None:
    check_promises(piece * 3000)


def test_a_megabyte_is_read_in_reasonable_time() -> None:
    article = next(SEEDS.rglob("*.txt")).read_text(encoding="utf-8")
    text = article * (1_000_000 // len(article) + 1)
    began = time.process_time()
    check_promises(text)
    assert time.process_time() - began < 60


def test_a_fresh_recogniser_gives_the_same_names() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.rglob("*.txt"))[:6]]
    first = [RECOGNIZER.mentions_in(text) for text in texts]
    other = load_recognizer()
    assert [other.mentions_in(text) for text in reversed(texts)] == first[::-1]
    assert other.version == RECOGNIZER.version


def test_a_missing_model_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as caught:
        load_recognizer(tmp_path / "nowhere")
    assert "Install" in caught.value.remedy
