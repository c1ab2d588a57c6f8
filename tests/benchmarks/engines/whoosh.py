"""Whoosh as it comes (whoosh3), with its own codec."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from engines.base import PASSAGE_CHARACTERS, SNIPPETS, TOP, Engine, Question, Record, database, read_records, texts_of

LIMIT_MB = 256


class MeasuredEngine(Engine):
    remark = "titles and dates are stored in the index"

    def load(self) -> None:
        import whoosh.analysis
        import whoosh.fields
        import whoosh.highlight
        import whoosh.index
        import whoosh.qparser

        self.whoosh: Any = whoosh  # only partly typed
        fields, stemming = self.whoosh.fields, self.whoosh.analysis.StemmingAnalyzer()
        self.schema = fields.Schema(
            number=fields.NUMERIC(stored=True, unique=True, bits=64),
            title=fields.TEXT(stored=True, analyzer=stemming, phrase=True, field_boost=3.0),
            lead=fields.TEXT(analyzer=stemming, phrase=True, field_boost=1.5),
            text=fields.TEXT(analyzer=stemming, phrase=True),
            published=fields.DATETIME(stored=True),
        )

    def build(self) -> None:
        index = self.whoosh.index.create_in(str(self.place), self.schema)
        writer = index.writer(limitmb=LIMIT_MB)
        _add(writer, read_records(self.library))
        writer.commit()
        index.close()

    def open(self) -> None:
        self.index = self.whoosh.index.open_dir(str(self.place))
        self.searcher = self.index.searcher()
        self.parser = self.whoosh.qparser.MultifieldParser(["title", "text"], self.index.schema)
        self.texts = database(self.library)

    def query(self, question: Question) -> int:
        words = " ".join(question.words)
        typed = {"words": words, "phrase": f'"{words}"', "prefix": f"{words}*"}[question.shape]
        self.results = self.searcher.search(self.parser.parse(typed), limit=TOP)
        self.rows = [(hit["title"], hit.get("published")) for hit in self.results]
        return len(self.results)  # exact: counted anew where the search skipped blocks

    def snippets(self) -> int:
        self.results.fragmenter = self.whoosh.highlight.ContextFragmenter(maxchars=PASSAGE_CHARACTERS, surround=40)
        hits = list(self.results[:SNIPPETS])
        texts = texts_of(self.texts, [hit["number"] for hit in hits])
        return sum(len(hit.highlights("text", text=text, top=1)) for hit, text in zip(hits, texts, strict=True))

    def start_adding(self) -> None:
        self.index = self.whoosh.index.open_dir(str(self.place))

    def add(self, records: Sequence[Record]) -> None:
        writer = self.index.writer(limitmb=LIMIT_MB)
        _add(writer, records)
        writer.commit()


def _add(writer: Any, records: Iterable[Record]) -> None:
    for one in records:
        published = datetime.combine(one.published, time()) if one.published else None
        writer.add_document(number=one.number, title=one.title, lead=one.lead, text=one.text, published=published)
