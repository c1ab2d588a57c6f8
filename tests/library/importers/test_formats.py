"""From a file to its articles: the table, and every reason why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.importers import formats
from reader.library.importers.draft import ReadOptions
from reader.library.importers.formats import (
    MAX_BYTES,
    ImportedArticle,
    UnreadableFileError,
    file_dialog_filter,
    is_importable,
    read_file,
    supported_suffixes,
)


def problem_of(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(read_file(path))
    assert caught.value.remedy
    return caught.value.problem


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", "Title\n\nText."), ("a.MD", "# Title\n\nText."), ("a.html", "<title>Title</title><p>Text.</p>"),
     ("a", "Title\n\nText."), ("letter.1987", "Title\n\nText.")],
)  # fmt: skip
def test_each_format_is_read_by_its_module(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    (article,) = read_file(tmp_path / name)
    assert isinstance(article, ImportedArticle)
    assert (article.title, article.text) == ("Title", "Text.")
    assert article.origin == str(tmp_path / name)


def test_the_same_content_under_another_path_has_the_same_id(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("2025-01-01-a.txt", "b/c.txt"):
        (tmp_path / name).write_text("Title\n\nText.", "utf-8")
    first, second = (next(read_file(tmp_path / name)) for name in ("2025-01-01-a.txt", "b/c.txt"))
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert first.id == second.id
    assert first.published != second.published


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    contents = {"empty.txt": b"", "blank.txt": b" \n", "binary.txt": bytes(range(256)), "photo.tiff": b"II*\0x"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    assert problem_of(tmp_path / "empty.txt") == "The file is empty."
    assert problem_of(tmp_path / "blank.txt") == "The file is empty."
    assert problem_of(tmp_path / "binary.txt") == "The file does not look like text."
    assert problem_of(tmp_path / "photo.tiff") == "A picture is not a format Read Also reads."
    assert problem_of(tmp_path / "missing.txt") == "The file is not there."
    assert problem_of(tmp_path / "missing.pdf") == "The file is not there."
    assert problem_of(tmp_path) == "This is a folder."


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert problem_of(path) == "The file is larger than 20 MB, the limit for its kind (Plain text)."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert problem_of(tmp_path / "pipe.txt") == "This is not an ordinary file."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title", "utf-8")
    path.chmod(0)
    assert problem_of(path) == "There is no permission to read it."


def test_a_parser_that_fails_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def read(self, data: bytes, path: Path, *, options: ReadOptions) -> list[formats.ImportedItem]:
            raise RecursionError(path.name, len(data), options)

    monkeypatch.setattr(formats, "_reader", lambda _module: Failing())
    (tmp_path / "a.html").write_text("<p>x", "utf-8")
    with pytest.raises(UnreadableFileError, match="RecursionError") as caught:
        list(read_file(tmp_path / "a.html"))
    assert isinstance(caught.value.__cause__, RecursionError)


def test_the_names_of_importable_files() -> None:
    assert {".txt", ".md", ".html"} <= set(supported_suffixes())
    assert file_dialog_filter().startswith("Articles (*.txt ")
    assert file_dialog_filter().endswith(");;All files (*)")
    assert [is_importable(Path(name)) for name in ("a.TXT", "a", "a.1987", "a.PDF", "a.jpg")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_the_table_loads_no_parser(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Größe\n\nText.", "utf-8")
    heavy = "{'charset_normalizer', 'yaml', 'frontmatter', 'markdown_it', 'lxml', 'trafilatura'}"
    program = (
        "import sys; from pathlib import Path; from reader.library.importers.formats import read_file;"
        f"read_file(Path({str(tmp_path / 'a.txt')!r})); print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
