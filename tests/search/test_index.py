"""The index as the rest of the program sees it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.errors import CancelledError, ReaderError
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.search.index_writer import IndexWriter, _to_merge
from reader.ticket import Ticket


@pytest.fixture
def filled(index, article):
    """Three articles about East Asia."""
    index.apply(
        [
            article(
                1,
                "Japan and Korea agreed on space cooperation.\n\nThe ministers met in Seoul.",
                title="Seoul, Tokyo to share radar data",
                source="Space Weekly",
                author="Jane O’Brien",
                published=date(2025, 9, 8),
            ),
            article(2, "The party votes. Cooperating parties said: to be or not to be.", published=date(2025, 9, 7)),
            article(3, "No cooperation.\n\nRadar in space, radar at sea.", title="Étude navale"),
        ],
        revision=3,
    )
    return index


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("cooperation", {1, 2, 3}),
        ("space cooperation", {1, 3}),
        ('"space cooperation"', {1}),
        ('"cooperation space"', set()),
        ('"cooperation space"~2', {1, 3}),
        ('"space sea"~1', set()),
        ('"space sea"~2', {3}),
        ('"to be or not to be"', {2}),
        ("RADAR", {1, 3}),
        ("title:radar", {1}),
        ("lead:ministers", set()),
        ("etude", {3}),
        ("obrien", {1}),
        ("author:O'Brien", {1}),
        ("source:space", {1}),
        ("weekly", set()),
        ("coop* -radar", {2}),
        ("minis* OR vote", {1, 2}),
        ("-cooperation", set()),
        ("-radar", {2}),
        ("date:2025", {1, 2}),
        ("date:2025-09-08", {1}),
        ("date:<2025-09-08", {2}),
        ("radar -date:2025", {3}),
        ("person:Nakatani", {1, 3}),
        ("person:Nakatani OR party", {1, 2, 3}),
        ("person:Nakatani -sea", {1}),
        ("-person:nobody", {1, 2, 3}),
        ("is:unread cooperation", {2}),
        ("", set()),
        ("()", set()),
    ],
)
@pytest.mark.usefixtures("filled")
def test_a_query_finds_what_it_asks_for(find, query, numbers):
    assert set(find(query)) == numbers


@pytest.mark.usefixtures("filled")
def test_the_better_hit_comes_first_and_the_total_is_exact(find, ask):
    assert find("radar") == [1, 3]  # a word in the title counts more than twice in the text
    results = ask("cooperation", limit=1)
    assert results.total == 3
    assert len(results.hits) == 1
    assert ask("cooperation", limit=0).total == 3


@pytest.mark.usefixtures("filled")
def test_hits_come_by_date_or_title_with_unknown_dates_last(find, sorts):
    assert find("cooperation", sort=sorts.NEWEST) == [1, 2, 3]
    assert find("cooperation", sort=sorts.OLDEST) == [2, 1, 3]
    assert find("cooperation", sort=sorts.TITLE) == [3, 1, 2]
    assert find("cooperation", sort=sorts.TITLE, limit=1) == [3]


@pytest.mark.usefixtures("filled")
def test_only_narrows_the_answer(find):
    assert find("radar", only=[ArticleNumber(3), ArticleNumber(99)]) == [3]
    assert find("radar", only=[]) == []


@pytest.mark.usefixtures("filled")
def test_while_typing_the_last_word_is_also_the_beginning_of_one(find):
    assert set(find("space coope", typing=True)) == {1, 3}
    assert find("space coope") == []
    assert set(find("cooperated", typing=True)) == {1, 2, 3}
    assert find('"space coop', typing=True) == [1]
    assert find("space coope ", typing=True) == []


@pytest.mark.usefixtures("filled")
def test_the_answer_says_how_the_query_was_understood(ask):
    results = ask("space person:Nakatani is:purple (")
    assert "articles with “space”, “is” and “purple”, naming a person “Nakatani”" in results.understood
    assert "“is:purple” is not known, so it was read as words." in results.problem
    assert "“(” was never closed" in results.problem


@pytest.mark.usefixtures("filled")
def test_what_was_asked_for_is_marked_and_what_must_be_absent_is_not(ask):
    text = "Space cooperation: Gen Nakatani saw radar at sea; a space."
    lighter = ask('"space cooperation" person:"Gen Nakatani" rad* -sea source:a').highlighter
    assert [text[s.start : s.end] for s in lighter.spans(text)] == ["Space", "cooperation", "Gen", "Nakatani", "radar"]
    assert not ask("date:2025 -sea").highlighter


@pytest.mark.parametrize(
    ("text", "found_by", "not_by"),
    [
        ("東京都の防衛省は本日", ["東京", "防衛省", "日", "京都"], ["東日", "衛防"]),
        ("국방부 장관은 서울에서", ["서울", "장관", "국방부"], ["부국"]),
        ("กระทรวงกลาโหม", ["กลาโหม"], ["โหมกลา"]),
        ("قال الرئيس إنّ الاجتماع", ["رئيس", "الرئيس", "اجتماع", "إن"], ["وزير"]),
        ("שר הביטחון בְּתֵל אָבִיב", ["הביטחון", "בתל", '"בתל אביב"'], ["שלום"]),
        ("Министр обороны ещё раз", ["МИНИСТР", "еще"], ["война"]),
        ("São Tomé, Gdańsk, Malmö", ["sao", "gdansk", "MALMO", '"São Tome"'], ["malma"]),
    ],
)
def test_other_scripts_are_found(index, article, find, text, found_by, not_by):
    index.apply([article(1, text)], revision=1)
    for query in found_by:
        assert find(query) == [1], query
    for query in not_by:
        assert find(query) == [], query


def test_an_article_is_replaced_by_its_number_and_removed(filled, article, find, index):
    for _ in range(2):  # applying again changes nothing
        filled.apply([article(1, "only missiles"), article(4, "radar four")], removed=[ArticleNumber(3)], revision=9)
        assert set(find("radar")) == {4}
        assert find("missile") == [1]
        assert index.numbers() == {1, 2, 4}
        assert index.articles() == 3
        assert index.contains(ArticleNumber(4))
        assert not index.contains(ArticleNumber(3))
        assert index.state().revision == 9
        assert index.state().articles == 3
    assert index.check() == []


def test_of_the_same_article_twice_in_a_batch_the_last_counts(index, article, find):
    index.apply([article(1, "first"), article(1, "second")], revision=1)
    assert (find("first"), find("second"), index.articles()) == ([], [1], 1)


def test_an_article_without_words_is_kept_and_found_by_its_absence_of_words(index, article, find):
    index.apply([article(1, "", title="…"), article(2, "radar")], revision=1)
    assert find("-radar") == [1]


def test_nothing_to_do_still_moves_the_revision(filled):
    filled.apply([], revision=17)
    assert filled.state().revision == 17
    assert filled.articles() == 3


def test_many_small_commits_leave_few_segments_and_lose_nothing(index, article, find):
    for number in range(1, 41):
        index.apply([article(number, f"common word{number}", title=f"Title {number}")], revision=number)
    assert len(list(index._folder.glob("index-*/*.arrays"))) < 16
    assert set(find("common", limit=100)) == set(range(1, 41))
    assert find("word37 title:37") == [37]
    assert index.check() == []


def test_segments_of_one_size_are_merged_eight_at_a_time():
    assert _to_merge([1000] * 7) == []
    assert _to_merge([1000] * 3 + [1] + [1100] * 5) == [0, 1, 2, 4, 5, 6, 7, 8]
    assert _to_merge([1, 9, 80, 700, 6000]) == []


def test_a_segment_that_is_mostly_deleted_is_written_anew(index, article, find):
    index.apply([article(number, f"common word{number}") for number in range(1, 21)], revision=1)
    before = {path.name for path in index._folder.glob("index-*/*.arrays")}
    index.apply([], removed=[ArticleNumber(number) for number in range(1, 16)], revision=2)
    after = {path.name for path in index._folder.glob("index-*/*.arrays")}
    assert not before & after
    assert set(find("common")) == {16, 17, 18, 19, 20}
    assert find("word3") == []


def test_a_rebuild_replaces_everything(filled, article, find, index):
    filled.rebuild(
        [[article(7, "seven radar")], [article(8, "eight"), article(7, "seven again")]],
        revision=8,
        library_id="mine",
        ticket=Ticket(),
    )
    assert index.numbers() == {7, 8}
    assert (find("radar"), find("again")) == ([], [7])
    assert index.state().library_id == "mine"
    assert index.state().revision == 8
    assert len(list(index._folder.glob("index-*"))) == 1
    assert index.check() == []
    filled.apply([], revision=9)
    assert index.state().library_id == "mine"


def test_a_cancelled_rebuild_costs_nothing(filled, article, find, index):
    ticket = Ticket()

    def batches():
        yield [article(7, "seven")]
        ticket.cancel()
        yield [article(8, "eight")]

    with pytest.raises(CancelledError):
        filled.rebuild(batches(), revision=8, library_id="", ticket=ticket)
    assert set(find("radar")) == {1, 3}
    assert index.state().revision == 3
    assert len(list(index._folder.glob("index-*"))) == 1


def test_a_cancelled_commit_changes_nothing(filled, article, find, index):
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        filled.apply([article(9, "radar")], revision=9, ticket=ticket)
    late = Ticket(lambda _done, _total: late.cancel())
    with pytest.raises(CancelledError):
        filled.apply([article(9, "radar")], revision=9, ticket=late)
    assert set(find("radar")) == {1, 3}
    assert index.state().revision == 3


def test_an_opened_generation_answers_through_commits_and_rebuilds(filled, article, index):
    old = index._loaded().snapshot()
    words = [part.segment.words.some(0, 99) for part in old.parts]
    for revision in range(4, 14):
        filled.apply([article(revision, "more radar")], removed=[ArticleNumber(3)], revision=revision)
    filled.rebuild([[article(1, "other")]], revision=20, library_id="", ticket=Ticket())
    assert old.numbers == {1, 2, 3}
    assert [part.segment.words.some(0, 99) for part in old.parts] == words
    assert index.numbers() == {1}


@pytest.mark.usefixtures("filled")
def test_what_another_process_committed_is_found_at_once(article, find, index):
    assert find("missiles") == []
    SearchIndex(index._folder).apply([article(4, "missiles")], revision=4)
    assert find("missiles") == [4]


def test_a_second_writer_waits_and_then_says_so(filled, article, index, monkeypatch):
    monkeypatch.setattr("reader.search.index_writer._LOCK_WAIT_S", 0.1)
    with IndexWriter(index._folder), pytest.raises(ReaderError, match="Another Read Also"):
        filled.apply([article(4, "x")], revision=4)
    filled.apply([article(4, "x")], revision=4)
    assert index.articles() == 4


def test_a_folder_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path, article):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ReaderError, match="could not be written") as caught:
        SearchIndex(tmp_path / "file" / "index").apply([article(1, "x")], revision=1)
    assert caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_private(filled):
    assert filled._folder.stat().st_mode & 0o777 == 0o700


def test_whoosh_and_numpy_are_loaded_with_the_first_use_and_not_by_the_state(filled):
    script = (
        "import sys; from pathlib import Path\n"
        "from reader.search.index import SearchIndex\n"
        f"index = SearchIndex(Path({str(filled._folder)!r}))\n"
        "assert index.state().articles == 3\n"
        "assert not {'whoosh', 'numpy'} & sys.modules.keys(), 'loaded too early'\n"
        "index.warm()\n"
        "assert {'whoosh', 'numpy'} <= sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_missing_index_has_no_state_and_says_what_to_do(index, find):
    assert index.state() is None
    index.warm()
    with pytest.raises(IndexUnreadableError, match="no search index yet") as caught:
        find("radar")
    assert "ebuild" in caught.value.remedy
    assert index.check() == ["There is no search index yet."]


def test_closing_lets_go_of_all_files_and_the_index_may_be_used_again(filled, find):
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("only Linux tells")
    find("radar")
    filled.close()
    left = [str(entry.readlink()) for entry in descriptors.iterdir() if entry.exists()]
    assert not [name for name in left if str(filled._folder) in name]
    assert set(find("radar")) == {1, 3}


def test_similar_articles_share_telling_words(index, article):
    texts = {
        1: "The frigate carried missiles past the lighthouse.",
        2: "A frigate and its missile crew.",
        3: "Lighthouse keepers met the party.",
        4: "The party and the votes.",
        5: "Something else entirely.",
    }
    index.apply([article(number, text) for number, text in texts.items()], revision=5)
    found = index.similar_words(texts[1], limit=5, without=ArticleNumber(1))
    assert [number for number, _, _ in found] == [2, 3]
    assert found[0][2] == ("frigate", "missiles")
    assert found[1][2] == ("lighthouse",)
    assert found[0][1] > found[1][1]
    assert index.similar_words("", limit=5, without=ArticleNumber(1)) == []
