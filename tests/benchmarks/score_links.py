"""Scores linking: over all pairs of mentions of a marked library, how many of those that are one are linked as one.

The marked articles are `resources/entities/corpus/linked_library.txt`: every mention says whom it means. The mentions
are taken as they are marked, and then as the recogniser finds them. See README.md beside this file.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.entities.finder_version import finder_version
from reader.entities.linker import link_mentions
from reader.entities.mention import EntityKind, Mention
from reader.entities.roles import roles_in
from reader.library.importers.draft import ImportedArticle
from reader.library.linking import ReadArticle
from reader.locations import bundled, locate
from reader.ticket import Ticket
from reader.wiring import Services, build_services

MARKED = bundled("resources") / "entities" / "corpus" / "linked_library.txt"
_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)#([^\[\]|]+)\]")
GROUPS = ("person", "place", "organisation", "all")


class Gold(NamedTuple):
    """A marked mention."""

    start: int  # counted from the beginning of the text: negative in the title
    end: int
    kind: str
    means: str


class Marked(NamedTuple):
    """A marked article."""

    draft: ImportedArticle
    gold: tuple[Gold, ...]


def read_marked(path: Path) -> list[Marked]:
    """The articles of the file. A head line `@ date | source` stands before the headline."""
    articles = []
    body = path.read_text("utf-8").partition("\n")[2]
    for block in body.split("\n===\n"):
        head, _, rest = block.strip().partition("\n")
        day, _, source = head.removeprefix("@").partition("|")
        title, _, text = rest.partition("\n")
        plain_title, in_title = _unmarked(title.strip())
        plain_text, in_text = _unmarked(text.strip())
        ahead = len(plain_title) + 2
        gold = [one._replace(start=one.start - ahead, end=one.end - ahead) for one in in_title] + in_text
        draft = ImportedArticle(
            title=plain_title, text=plain_text, source=source.strip(), published=date.fromisoformat(day.strip())
        )
        articles.append(Marked(draft, tuple(gold)))
    return articles


def _unmarked(marked: str) -> tuple[str, list[Gold]]:
    plain, at, gold = "", 0, []
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        gold.append(Gold(len(plain), len(plain) + len(match[1]), match[2], match[3]))
        plain += match[1]
        at = match.end()
    return plain + marked[at:], gold


def as_mentions(article: Marked, names: dict[str, str]) -> list[Mention]:
    """The marked mentions as a faultless recogniser would give them; `names`: what lists know of forms."""
    whole = f"{article.draft.title}\n\n{article.draft.text}"
    ahead = len(article.draft.title) + 2
    found = []
    for one in article.gold:
        form = whole[one.start + ahead : one.end + ahead]
        is_people = one.kind == "demonym"
        kind = EntityKind.OTHER if is_people else EntityKind(one.kind)
        name = names.get(form, "") if kind is not EntityKind.PERSON else ""
        found.append(Mention(one.start, one.end, kind, name=name, is_people=is_people))
    return found


def list_names() -> dict[str, str]:
    """Forms of places, peoples and organisations -> the name they are listed under."""
    names: dict[str, str] = {}
    for file in ("countries.tsv", "organisations.tsv"):
        for line in (bundled("resources") / "entities" / file).read_text("utf-8").splitlines():
            if not line.startswith("#") and line.strip():
                name, others, peoples = [*line.split("\t"), "", ""][:3]
                for form in (*others.split(";"), *peoples.split(";")):
                    if form:
                        names[form] = name
    return names


class Scored(NamedTuple):
    """A mention with what it is marked as and what it was linked to."""

    article: int
    kind: str
    means: str
    linked: str


def link_all(services: Services, articles: Sequence[Marked], *, recognised: bool) -> list[Scored]:
    """Store the articles in a new library, link their names, settle, and look what came of each marked mention."""
    numbers = services.shelf.add([one.draft for one in articles])
    names = list_names()
    linking = services.linking
    if not recognised:
        version = finder_version(bundled("resources") / "entities")
        for number, article in zip(numbers, articles, strict=True):
            mentions = as_mentions(article, names)
            draft = article.draft
            linked = link_mentions(draft.title, draft.text, mentions)
            roles = roles_in(draft.title, draft.text, linked)
            read = ReadArticle(number, draft.id, draft.title, draft.text, linked, roles, mentions)
            linking.store([read], recognized_by=version)
    services.name_articles(ticket=Ticket())
    return [
        one for number, article in zip(numbers, articles, strict=True) for one in _scored(services, number, article)
    ]


def _scored(services: Services, number: ArticleNumber, article: Marked) -> Iterable[Scored]:
    ahead = len(article.draft.title) + 2
    stored = services.names.mentions_of(number) or ()
    by_place = {}
    for one in stored:
        shift = ahead if one.in_title else 0
        by_place[(one.span.start - shift, one.span.end - shift)] = one.entity.id
    for gold in article.gold:
        found = by_place.get((gold.start, gold.end))
        if found is not None:
            kind = "place" if gold.kind == "demonym" else gold.kind
            yield Scored(number, kind, gold.means, found)


def pair_scores(scored: Sequence[Scored], *, within: bool | None) -> tuple[float, float, int]:
    """Precision, recall, and how many pairs are marked as one; `within` one article, across two, or both."""
    right = given = wanted = 0
    for at, one in enumerate(scored):
        for other in scored[at + 1 :]:
            if within is not None and (one.article == other.article) is not within:
                continue
            same, linked = one.means == other.means, one.linked == other.linked
            right += same and linked
            given += linked
            wanted += same
    return (right / given if given else 1.0), (right / wanted if wanted else 1.0), wanted


def b_cubed(scored: Sequence[Scored]) -> tuple[float, float]:
    both = Counter((one.means, one.linked) for one in scored)
    means, linked = Counter(one.means for one in scored), Counter(one.linked for one in scored)
    total = len(scored) or 1
    precision = sum(count * count / linked[link] for (_, link), count in both.items()) / total
    recall = sum(count * count / means[mean] for (mean, _), count in both.items()) / total
    return precision, recall


def print_scores(scored: Sequence[Scored]) -> None:
    print(f"{'':14}{'within one article':>26}{'across articles':>26}{'both':>26}   B-cubed")
    for group in GROUPS:
        chosen = [one for one in scored if group in ("all", one.kind)]
        cells = []
        for within in (True, False, None):
            precision, recall, pairs = pair_scores(chosen, within=within)
            cells.append(f"P {precision:.3f} R {recall:.3f} ({pairs:5})".rjust(26))
        precision, recall = b_cubed(chosen)
        print(f"{group:14}{''.join(cells)}   P {precision:.3f} R {recall:.3f}  ({len(chosen)} mentions)")


def print_faults(scored: Sequence[Scored]) -> None:
    """What was linked as one and is not, and what is one and was not linked."""
    by_link, by_means = defaultdict(Counter), defaultdict(Counter)
    for one in scored:
        by_link[one.linked][one.means] += 1
        by_means[one.means][one.linked] += 1
    for link, means in sorted(by_link.items()):
        if len(means) > 1:
            print("one for several:", link, dict(means))
    for mean, links in sorted(by_means.items()):
        if len(links) > 1:
            print("several for one:", mean, dict(links))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", dest="is_verbose", help="print what is linked wrongly")
    parser.add_argument("--file", type=Path, default=MARKED)
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="import the articles in another order")
    parser.add_argument("--only", choices=("marked", "recognised"))
    options = parser.parse_args()
    articles = read_marked(options.file)
    if options.shuffle is not None:
        random.Random(options.shuffle).shuffle(articles)
    for recognised in (False, True):
        if options.only and (options.only == "recognised") is not recognised:
            continue
        with tempfile.TemporaryDirectory() as folder, closing(build_services(locate(Path(folder)))) as services:
            scored = link_all(services, articles, recognised=recognised)
        marked = sum(len(article.gold) for article in articles)
        print(
            f"\nMentions as {'recognised' if recognised else 'marked'}:"
            f" {len(scored)} of {marked}, {len(articles)} articles"
        )
        print_scores(scored)
        if options.is_verbose:
            print_faults(scored)


if __name__ == "__main__":
    sys.exit(main())
