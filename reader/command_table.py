"""The commands of `readalso` and what each can be given, as a table."""

import argparse
from pathlib import Path
from typing import Any


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


Argument = tuple[tuple[str, ...], dict[str, Any]]  # what `add_argument` takes

_JSON: Argument = (("--json",), {"action": "store_true", "help": "answer in JSON"})
_PROGRESS: Argument = (("--progress",), {"action": "store_true", "help": "tell the progress as JSON lines"})
_NAMES_LATER: Argument = (
    ("--names-later",),
    {"action": "store_true", "help": "leave the names in the articles to be found by the next `readalso index`"},
)
_PATHS_FROM_STDIN: Argument = (
    ("--paths-from-stdin",),
    {"action": "store_true", "help": 'read a line {"paths": [...], "options": {...}}, then lines {"pause": true}'},
)
_EXPORT_FORMATS = (
    "jsonl", "markdown", "html", "epub", "pdf", "csv", "ris", "csl", "opml", "annotations",
)  # fmt: skip
COMMAND_TABLE: tuple[tuple[str, str, tuple[Argument, ...]], ...] = (
    (
        "import",
        "take articles from files and folders into the library",
        (
            (("paths",), {"nargs": "*", "type": Path, "metavar": "PATH"}),
            (("--encoding",), {"default": "", "metavar": "NAME", "help": "of text files; else it is found out"}),
            (
                ("--columns",),
                {"default": "", "metavar": "title=A,text=B", "help": "which columns of a table mean what"},
            ),
            (
                ("--no-marks",),
                {
                    "action": "store_false",
                    "dest": "marks",
                    "help": "leave tags, stars, notes and highlights of other programs behind",
                },
            ),
            (
                ("--split",),
                {"action": argparse.BooleanOptionalAction, "help": "a text file holds several articles, or one"},
            ),
            (("--report",), {"type": Path, "metavar": "FILE", "help": "write what came of each file as CSV"}),
            _PATHS_FROM_STDIN,
            _NAMES_LATER,
            _PROGRESS,
            _JSON,
        ),
    ),
    (
        "watch",
        "watch folders: what is new or changed in them comes in by itself",
        (
            (
                ("what",),
                {
                    "nargs": "?",
                    "choices": ("list", "add", "remove", "pause", "resume", "scan"),
                    "default": "list",
                    "help": "list them, or change which are watched, or look through them now",
                },
            ),
            (("paths",), {"nargs": "*", "type": Path, "metavar": "FOLDER"}),
            _PATHS_FROM_STDIN,
            _NAMES_LATER,
            _PROGRESS,
            _JSON,
        ),
    ),
    (
        "search",
        "find articles",
        (
            (("query",), {"nargs": "+", "metavar": "QUERY", "help": 'words, "phrases", person:, date:2025-09 …'}),
            (("--limit",), {"type": _at_least_one, "default": 20, "metavar": "N"}),
            (("--save",), {"metavar": "NAME", "help": "keep the search under this name"}),
            _JSON,
        ),
    ),
    ("searches", "list the saved searches, with how many articles each finds and how many are new", (_JSON,)),
    (
        "list",
        "list the articles, newest first",
        (
            (("--bookmarked",), {"action": "store_true", "help": "only bookmarked ones"}),
            (("--unread",), {"action": "store_true", "help": "only unread ones"}),
            _JSON,
        ),
    ),
    ("show", "show one article", ((("id",), {"metavar": "ID"}), _JSON)),
    (
        "bookmark",
        "bookmark an article",
        ((("id",), {"metavar": "ID"}), (("--remove",), {"action": "store_true", "help": "take the bookmark away"})),
    ),
    (
        "tags",
        "list the tags with how many articles have them, or change them",
        (
            (("--rename",), {"nargs": 2, "metavar": ("OLD", "NEW"), "help": "call a tag otherwise"}),
            (("--merge",), {"nargs": "+", "metavar": "NAME", "help": "let several tags become the last one named"}),
            (("--delete",), {"metavar": "NAME", "help": "take a tag off all articles and forget it"}),
            (("--color",), {"nargs": 2, "metavar": ("NAME", "COLOR"), "help": "give a tag a colour, or none"}),
            _JSON,
        ),
    ),
    (
        "tag",
        "put a tag on articles",
        (
            (("name",), {"metavar": "NAME"}),
            (("ids",), {"nargs": "*", "metavar": "ID"}),
            (("--query",), {"metavar": "QUERY", "help": "all that this search finds"}),
            (("--remove",), {"action": "store_true", "help": "take the tag off them"}),
        ),
    ),
    (
        "note",
        "show or write the note on an article",
        (
            (("id",), {"metavar": "ID"}),
            (("text",), {"nargs": "*", "metavar": "TEXT", "help": "the note; - reads it from standard input"}),
            (("--remove",), {"action": "store_true", "help": "remove the note"}),
        ),
    ),
    ("highlights", "list the highlighted passages, newest first", (_JSON,)),
    (
        "trash",
        "list what lies in the trash; put articles into it, take them out, or empty it",
        (
            (("what",), {"nargs": "?", "choices": ("list", "put", "restore", "empty"), "default": "list"}),
            (("ids",), {"nargs": "*", "metavar": "ID"}),
            (("--yes",), {"action": "store_true", "help": "delete for good what lies in it"}),
            _JSON,
        ),
    ),
    (
        "undo",
        "take back what was done last to tags, notes, highlights, bookmarks, names or the trash",
        ((("--redo",), {"action": "store_true", "help": "do again what was taken back last"}),),
    ),
    (
        "names",
        "list the people, places and organisations of the library; list, export and import corrections of them",
        (
            (("what",), {"nargs": "?", "choices": ("corrections", "relink"), "help": "else the names are listed"}),
            (("--kind",), {"choices": ("person", "place", "organisation", "other"), "help": "only names of this kind"}),
            (("--filter",), {"default": "", "metavar": "TEXT", "help": "only names with words that begin so"}),
            (("--limit",), {"type": _at_least_one, "default": 20, "metavar": "N"}),
            (("--export",), {"type": Path, "metavar": "FILE", "dest": "export_to", "help": "write them as CSV"}),
            (
                ("--import",),
                {"type": Path, "metavar": "FILE", "dest": "import_from", "help": "read them, or a list of names"},
            ),
            _NAMES_LATER,
            _PROGRESS,
            _JSON,
        ),
    ),
    (
        "index",
        "complete the search index, the names, and whatever else an interrupted run left undone",
        (
            (("--rebuild",), {"action": "store_true", "help": "build the index anew"}),
            (("--check",), {"action": "store_true", "help": "only look whether it is sound and complete"}),
            (("--bundled",), {"action": "store_true", "help": "give a new library the bundled articles"}),
            _NAMES_LATER,
            (
                ("--first-from-stdin",),
                {"action": "store_true", "help": 'read lines such as {"first": [12, 7]}: articles to name first'},
            ),
            _PROGRESS,
        ),
    ),
    (
        "export",
        "write articles as files for other programs, for reading devices or for paper",
        (
            (("out",), {"type": Path, "metavar": "OUT", "help": "the file, or the folder or .zip for Markdown"}),
            (("--format",), {"required": True, "choices": _EXPORT_FORMATS, "help": "jsonl is complete"}),
            (("--query",), {"metavar": "QUERY", "help": "what this search finds"}),
            (("--tag",), {"metavar": "NAME", "help": "the articles with this tag"}),
            (("--bookmarked",), {"action": "store_true", "help": "the bookmarked articles"}),
            (("--ids",), {"nargs": "+", "metavar": "ID", "help": "these articles"}),
            (("--ids-from-stdin",), {"action": "store_true", "help": 'the same, as a line {"ids": [...]}'}),
            (("--everything",), {"action": "store_true", "help": "the whole library (so without any of these)"}),
            (("--overwrite",), {"action": "store_true", "help": "replace a file or an earlier export in this place"}),
            (("--no-check",), {"action": "store_true", "help": "do not read the file back"}),
            _PROGRESS,
            _JSON,
        ),
    ),
    (
        "backup",
        "make a backup of the library and of all that you marked",
        (
            (("--to",), {"type": Path, "metavar": "FOLDER", "help": "make it in this folder, where it stays for ever"}),
            (("--automatic",), {"action": "store_true", "help": "only if it is time for one"}),
            _PROGRESS,
        ),
    ),
    (
        "backups",
        "list the backups",
        ((("--check",), {"action": "store_true", "help": "read all of them, to see whether they are sound"}), _JSON),
    ),
    (
        "restore",
        "put a backup in the place of the library; what is there now is backed up before",
        (
            (
                ("path",),
                {"nargs": "?", "type": Path, "metavar": "BACKUP", "help": "folder or file; else the newest good one"},
            ),
            (("--only",), {"choices": ("library", "userdata"), "help": "only the articles, or only what you marked"}),
            _PROGRESS,
        ),
    ),
    (
        "doctor",
        "versions, paths, counts; what is missing or damaged, and the remedy",
        ((("--check-backups",), {"action": "store_true", "help": "read all backups, too"}), _JSON),
    ),
)
