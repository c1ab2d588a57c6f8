"""The recogniser on one whole article, on single rules, and on arbitrary text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader.entities.gazetteer import load_gazetteer

from reader.entities.recognizer import RuleRecognizer

ROOT = Path(__file__).resolve().parents[2]
FIRST_ARTICLE = ROOT / "seeds" / "diplomacy-desk" / "2025-09-08-seoul-tokyo-defence-chiefs.txt"
RECOGNIZER = RuleRecognizer(load_gazetteer(ROOT / "resources" / "entities"))

EXPECTED_IN_FIRST_ARTICLE = """
Japanese/place South Korea/place
South Korea/place Japan/place Ahn Gyu-back/person Gen Nakatani/person Seoul/place
Defense Ministry/organisation Yongsan/place
Korean Peninsula/place United States/place North Korea/place Pyongyang/place Moscow/place Russia/place North Korea/place
Seoul/place Tokyo/place Treaty on Basic Relations/other Japanese/place South Korea/place Nakatani/person Tokyo/place
South Korean/place Japanese/place Singapore/place
Nakatani/person Second Fleet/organisation Republic of Korea Navy/organisation Pyeongtaek/place Cheonan/other
Yellow Sea/place Seoul National Cemetery/place Dongjak/place
South Korean/place Self-Defense Forces/organisation Tokyo/place
Ahn/person National Assembly/organisation Lee Jae-myung/person Defense Ministry/organisation Nakatani/person
Ministry of Defense/organisation Tokyo/place Shigeru Ishiba/person
"""


def names_in(text: str) -> list[str]:
    """Each mention as "text/kind"."""
    return [f"{text[m.span.start : m.span.end]}/{m.kind}" for m in RECOGNIZER.mentions_in(text)]


def expected(listing: str) -> list[str]:
    kinds = ("person", "place", "organisation", "other")
    found, words = [], []
    for word in listing.split():
        words.append(word)
        if word.rpartition("/")[2] in kinds:
            found.append(" ".join(words))
            words = []
    return found


def test_first_article_has_every_name_and_nothing_else() -> None:
    lines = FIRST_ARTICLE.read_text(encoding="utf-8").splitlines()
    body = "\n".join(lines[1 : lines.index("Read also:")]).strip()
    assert names_in(body) == expected(EXPECTED_IN_FIRST_ARTICLE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks were held with President Lee Jae-myung and Mr Ishiba.", "Lee Jae-myung/person Ishiba/person"),
        ("It was said by Prime Minister Shigeru Ishiba on Monday.", "Shigeru Ishiba/person"),
        (
            "They met Xi Jinping, Kim Jong Un and Lai Ching-te.",
            "Xi Jinping/person Kim Jong Un/person Lai Ching-te/person",
        ),
        ("It was written by J. R. Smith and Ludwig van der Rohe.", "J. R. Smith/person Ludwig van der Rohe/person"),
        ("A visit by Mohammed bin Salman ended.", "Mohammed bin Salman/person"),
        ("The letter went to Nakatani Gen in Tokyo.", "Nakatani Gen/person Tokyo/place"),
        ("The talks with Leaders Pashinyan and Aliyev failed.", "Pashinyan/person Aliyev/person"),
    ],
)
def test_people_are_told_by_titles_names_and_order(text: str, names: str) -> None:
    assert names_in(text) == expected(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He led the Ministry of Foreign Affairs and Trade.", "Ministry of Foreign Affairs and Trade/organisation"),
        ("The Shanghai Cooperation Organisation met.", "Shanghai Cooperation Organisation/organisation"),
        ("A ship of the Republic of Korea Navy sank.", "Republic of Korea Navy/organisation"),
        ("The Japanese Defense Ministry agreed.", "Japanese/place Defense Ministry/organisation"),
        ("The Japanese Communist Party agreed.", "Japanese Communist Party/organisation"),
        ("He studied at Seoul National University for years.", "Seoul National University/organisation"),
        ("The Taiwan People’s Party lost.", "Taiwan People’s Party/organisation"),
        ("He works for Northwind Robotics Corp. in Busan.", "Northwind Robotics Corp./organisation Busan/place"),
        ("The Seventh Fleet left.", "Seventh Fleet/organisation"),
    ],
)
def test_organisations_are_told_by_their_telling_words(text: str, names: str) -> None:
    assert names_in(text) == expected(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Seoul-based firm sold South Korean-made tanks.", "Seoul/place South Korean/place"),
        ("Pyongyang’s answer and Moscow's silence.", "Pyongyang/place Moscow/place"),
        ("Ships left the Strait of Hormuz for Lake Sevan.", "Strait of Hormuz/place Lake Sevan/place"),
        ("The US-China talks moved the U.S. and the UK.", "US/place China/place U.S./place UK/place"),
        ("Rice is grown in Gyeonggi Province near Paju.", "Gyeonggi Province/place Paju/place"),
    ],
)
def test_places_are_found_within_what_stands_around_them(text: str, names: str) -> None:
    assert names_in(text) == expected(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The corvette Pohang sank.", "Pohang/other"),
        ("The Treaty on Basic Relations was signed.", "Treaty on Basic Relations/other"),
        ("It returned from Operation Desert Wind on Friday.", "Operation Desert Wind/other"),
        ("The Korean War ended.", "Korean War/other"),
    ],
)
def test_ships_treaties_and_wars_are_other_names(text: str, names: str) -> None:
    assert names_in(text) == expected(names)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the Prime Minister and I said nothing in May.",
        "Challenging Position",
        "Leaders of the two sides spoke. However, Article 9 stayed.",
        "New Plan Brings Hope and Fresh Money",
        "THE MEETING WAS LONG AND NOTHING CAME OF IT",
        "Parliament elected him. The ministers left.",
        "“Nothing was agreed,” the official said. Spending rose.",
    ],
)
def test_capitals_alone_make_no_name(text: str) -> None:
    assert names_in(text) == []


def test_a_people_carries_the_name_of_its_country() -> None:
    mentions = RECOGNIZER.mentions_in("A Japanese and a Taiwanese minister met in the US.")
    assert [m.name for m in mentions] == ["Japan", "Taiwan", "United States"]


def test_a_surname_alone_is_a_person_when_the_text_names_the_person_in_full() -> None:
    assert names_in("Ann Pillow spoke. Nobody believed Pillow.") == expected("Ann Pillow/person Pillow/person")


def test_a_city_is_a_person_where_the_text_knows_a_person_of_that_name() -> None:
    text = "Lloyd Austin spoke first. Later Austin flew home. He was seen in Austin."
    assert names_in(text) == expected("Lloyd Austin/person Austin/person Austin/place")


def test_version_holds_the_digest_of_the_data() -> None:
    gazetteer = load_gazetteer(ROOT / "resources" / "entities")
    assert RuleRecognizer(gazetteer).version == RECOGNIZER.version
    assert gazetteer.version in RECOGNIZER.version


@pytest.mark.parametrize(
    "piece", ["A-based", "X-", "Kim ", "Ministry of ", "U.S.", "(", "A’", "Bank and ", "al-A", "Lee Jae-myung, "]
)
def test_absurdly_long_repetitions_are_read_too(piece: str) -> None:
    text = piece * 3000
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in RECOGNIZER.mentions_in(text))


PIECES = st.sampled_from(
    "Ministry|of|Kim|President|Seoul-based|South|Korean|U.S.|the|and|’s|-|\n\n|(|)| |. |of the|Lee Jae-myung|NATO|J."
    "|İstanbul|Ǆ|“|St.|People's|Navy|&|al-|Ministry of|Bank|Operation|Lake|Jr".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_gives_ordered_spans_of_clean_words(text: str) -> None:
    mentions = RECOGNIZER.mentions_in(text)
    end = 0
    for mention in mentions:
        assert end <= mention.span.start < mention.span.end <= len(text)
        surface = text[mention.span.start : mention.span.end]
        assert surface == surface.strip()
        end = mention.span.end
    assert RECOGNIZER.mentions_in(text) == mentions
