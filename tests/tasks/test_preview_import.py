"""What is asked before an import, and that nothing is asked where all is clear."""

from pathlib import Path
from time import monotonic

import pytest

from reader.library.importers.draft import (
    NO_OPTIONS,
    ImportedArticle,
    ReadOptions,
    options_as_json,
    options_from_json,
)
from reader.library.importers.formats import read_file
from reader.tasks.preview_import import QuestionKind, options_from, questions_about
from reader.ticket import Ticket

TURKISH = "Bakanlar Seul'de buluştu ve iki saat boyunca gemiler hakkında konuştular. Hiçbir şey kararlaştırılmadı.\n"
LONG = "The ministers met in Seoul and spoke for two hours about the ships. " * 5
TWO = f"Headline\n\n{LONG}\n\n---\n\nBelow the bridge\n\n{LONG}\n"


def test_clear_files_give_no_question(tmp_path: Path) -> None:
    files = {
        "a.txt": "Größe\n\nText.".encode(), "b.txt": "Größe\n\nText.".encode("cp1252"), "c.txt": b"A\n\nText.",
        "d.txt": "Заголовок\n\nТекст.".encode("utf-16"),
        "e.txt": ("Заголовок\n\n" + "Министры встретились. " * 9).encode("cp1251"),
        "f.csv": b"title,text\nA,B\n", "g.json": b'[{"headline": "A", "body": "B"}]', "h.json": b"{broken",
        "i.jpg": b"\xff\xd8\xff", "j.txt": b"", "k.html": b"<p>A", "l.jsonl": b'{"url": "https://example.org/a"}\n',
        "m.txt": f"Headline\n\n{LONG}\n\n***\n\nand later they met again.\n".encode(),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert questions_about([tmp_path, tmp_path / "missing.txt"], ticket=Ticket()) == []


def test_letters_that_fit_several_encodings(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TURKISH.encode("cp1254"))
    (question,) = questions_about([tmp_path], ticket=Ticket())
    assert (question.kind, question.path, question.others) == (QuestionKind.ENCODING, tmp_path / "a.txt", 1)
    (turkish,) = (choice for choice in question.choices if choice.options.encoding == "cp1254")
    assert turkish.words == "Turkish (Windows-1254)"
    assert turkish.sample == TURKISH.strip()
    assert len({choice.sample for choice in question.choices}) == len(question.choices) > 1
    (article,) = read_file(tmp_path / "a.txt", turkish.options)
    assert isinstance(article, ImportedArticle)
    assert article.title == TURKISH.strip()


def test_an_encoding_that_was_chosen_leaves_clear_files_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Größe\n\nText.", "utf-8")
    (article,) = read_file(tmp_path / "a.txt", ReadOptions(encoding="cp1254"))
    assert isinstance(article, ImportedArticle)
    assert article.title == "Größe"


def test_an_answer_about_one_file_leaves_files_alone_whose_encoding_is_sure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Größe der Häfen\n\nDie Fähre fährt über den Fluß.".encode("cp1252"))
    options = options_from([ReadOptions(encoding="koi8_r")])
    (article,) = read_file(tmp_path / "a.txt", options)
    assert isinstance(article, ImportedArticle)
    assert article.title == "Größe der Häfen"
    (tmp_path / "b.txt").write_bytes(TURKISH.encode("cp1254"))
    (article,) = read_file(tmp_path / "b.txt", options_from([ReadOptions(encoding="cp1254")]))
    assert isinstance(article, ImportedArticle)
    assert article.title == TURKISH.strip()


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_columns_whose_names_say_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.csv":
        path.write_text(f'aa,bb,cc\n"Headline one","{LONG}",x\n"Headline two","{LONG}!",y\n', "utf-8")
    else:
        path.write_text(f'[{{"aa": "Headline one", "bb": "{LONG}", "cc": "x"}}]', "utf-8")
    (question,) = questions_about([path], ticket=Ticket())
    assert question.kind is QuestionKind.COLUMNS
    assert question.columns == ("aa", "bb", "cc")
    assert question.rows[0][0] == "Headline one"
    assert dict(question.choices[0].options.columns) == {"title": "aa", "text": "bb"}


def test_columns_are_named_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Überschrift A,Wortlaut,CC\n"Headline one","{LONG}",x\n"Headline two","{LONG}!",y\n', "utf-8")
    (question,) = questions_about([path], ticket=Ticket())
    assert question.columns == ("Überschrift A", "Wortlaut", "CC")
    answer = question.choices[0].options
    assert dict(answer.columns) == {"title": "Überschrift A", "text": "Wortlaut"}
    assert [item.title for item in read_file(path, answer)] == ["Headline one", "Headline two"]


def test_a_column_that_is_named_is_not_guessed_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f'Headline {number},"{LONG[:100]}{number}",2025-03-0{number},x\n' for number in (1, 2, 3))
    path.write_text(f"Heading,Wording,Printed on,Page\n{rows}", "utf-8")
    (question,) = questions_about([path], ticket=Ticket())
    assert dict(question.choices[0].options.columns) == {
        "title": "Heading",
        "text": "Wording",
        "published": "Printed on",
    }


def test_tables_with_different_columns_keep_their_own_answers(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(f'aa,bb,cc\n"Headline one","{LONG}","Ada Brook"\n', "utf-8")
    second.write_text(f'Xx,Yy,cc\n"{LONG}","Headline two","Not a writer"\n', "utf-8")
    questions = questions_about([tmp_path], ticket=Ticket())
    assert [question.path for question in questions] == [first, second]
    answers = [
        ReadOptions(columns=(("title", "aa"), ("text", "bb"), ("author", "cc"))),
        ReadOptions(columns=(("title", "Yy"), ("text", "Xx"))),
    ]
    options = options_from_json(options_as_json(options_from(answers)))
    (one,), (two,) = read_file(first, options), read_file(second, options)
    assert (one.title, one.author, two.title) == ("Headline one", "Ada Brook", "Headline two")
    assert two.text == LONG.strip()


def test_a_field_that_was_set_to_no_column_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'headline,words,author\n"Headline one","{LONG}","Ada Brook"\n', "utf-8")
    (article,) = read_file(path, ReadOptions(columns=(("text", "words"), ("author", ""))))
    assert (article.title, article.author) == ("Headline one", "")


def test_the_answers_of_older_imports_are_understood() -> None:
    stored = {"encoding": "", "columns": {"title": "aa", "text": ["bb", "cc"]}, "split": None}
    assert options_from_json(stored) == ReadOptions(columns=(("title", "aa"), ("text", "bb"), ("text", "cc")))


def test_encodings_that_are_unlikely_can_be_chosen_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TURKISH.encode("cp1254"))
    (question,) = questions_about([tmp_path], ticket=Ticket())
    words = [choice.words for choice in question.further]
    assert "Russian (KOI8-R)" in words
    assert words == sorted(words)
    samples = [choice.sample for choice in (*question.choices, *question.further)]
    assert len(set(samples)) == len(samples)


def test_a_table_without_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'2025-03-01,"Headline, one","{LONG}"\n2025-03-02,Headline two,"{LONG}!"\n', "utf-8")
    (question,) = questions_about([path], ticket=Ticket())
    assert question.columns == ("column 1", "column 2", "column 3")
    answer = question.choices[0].options
    assert dict(answer.columns) == {"published": "column 1", "title": "column 2", "text": "column 3"}
    titles = [item.title for item in read_file(path, answer) if isinstance(item, ImportedArticle)]
    assert titles == ["Headline, one", "Headline two"]


def test_a_text_that_may_be_several(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TWO, "utf-8")
    (question,) = questions_about([path], ticket=Ticket())
    assert question.kind is QuestionKind.SPLIT
    assert [choice.words for choice in question.choices] == ["One article", "2 articles"]
    assert question.choices[1].sample == "Headline\nBelow the bridge"
    assert len(list(read_file(path, question.choices[1].options))) == 2
    assert len(list(read_file(path))) == 1


def test_the_answers_are_one() -> None:
    answers = [ReadOptions(encoding="cp1254"), NO_OPTIONS, ReadOptions(split=False), ReadOptions(columns=(("a", "b"),))]
    assert options_from(answers) == ReadOptions(encoding="cp1254", only_unsure=True, columns=(("a", "b"),), split=False)


def test_a_large_folder_is_looked_at_in_part_and_quickly(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:03}.txt").write_text("A\n\nText.", "utf-8")
    (tmp_path / "999.txt").write_text(TWO, "utf-8")
    (tmp_path / "000.json").write_text("[" + f'{{"aa": "{LONG}", "bb": "x"}},' * 20_000, "utf-8")
    began = monotonic()
    kinds = [question.kind for question in questions_about([tmp_path], ticket=Ticket())]
    assert kinds == [QuestionKind.COLUMNS]
    assert monotonic() - began < 4


def test_a_cancelled_preview_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWO, "utf-8")
    ticket = Ticket()
    ticket.cancel()
    assert questions_about([tmp_path], ticket=ticket) == []
