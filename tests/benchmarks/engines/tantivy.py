"""tantivy, the search library written in Rust, through its Python bindings."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

from engines.base import (
    PASSAGE_CHARACTERS,
    SNIPPETS,
    TOP,
    Engine,
    EngineMissingError,
    Question,
    Record,
    database,
    read_records,
    texts_of,
)

HEAP_BYTES = 128_000_000
FIELDS = ["title", "text"]
BOOSTS = {"title": 3.0, "text": 1.0}


class MeasuredEngine(Engine):
    remark = "one thread; a prefix is not ranked; titles and dates are stored in the index, texts are not"

    def load(self) -> None:
        try:
            import tantivy
        except ImportError as error:
            raise EngineMissingError("tantivy is not installed: uv sync --group bench") from error
        self.tantivy: Any = tantivy  # its own types lack what it has
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True)
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("lead", tokenizer_name="en_stem")
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_date_field("published", stored=True, indexed=True, fast=True)
        self.schema = builder.build()

    def build(self) -> None:
        index = self.tantivy.Index(self.schema, path=str(self.place))
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
        self._add(writer, read_records(self.library))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = self.tantivy.Index.open(str(self.place))
        self.searcher = self.index.searcher()
        self.texts = database(self.library)

    def query(self, question: Question) -> int:
        self.last = self._parsed(question)
        answer = self.searcher.search(self.last, limit=TOP)
        self.rows = [self.searcher.doc(address).to_dict() for _score, address in answer.hits]
        return int(answer.count)

    def snippets(self) -> int:
        generator = self.tantivy.SnippetGenerator.create(self.searcher, self.last, self.schema, "text")
        generator.set_max_num_chars(PASSAGE_CHARACTERS)
        texts = texts_of(self.texts, [row["number"][0] for row in self.rows[:SNIPPETS]])
        return sum(len(generator.snippet_from_doc(self.tantivy.Document(text=text)).to_html()) for text in texts)

    def start_adding(self) -> None:
        self.index = self.tantivy.Index.open(str(self.place))
        self.writer = self.index.writer(heap_size=HEAP_BYTES, num_threads=1)

    def add(self, records: Sequence[Record]) -> None:
        self._add(self.writer, records)
        self.writer.commit()

    def _parsed(self, question: Question) -> Any:
        tantivy, words = self.tantivy, " ".join(question.words)
        if question.shape == "prefix":  # its query language has beginnings of phrases only
            either = [
                (tantivy.Occur.Should, tantivy.Query.regex_query(self.schema, name, f"{words}.*")) for name in FIELDS
            ]
            return tantivy.Query.boolean_query(either)
        typed = f'"{words}"' if question.shape == "phrase" else words
        return self.index.parse_query(typed, FIELDS, field_boosts=BOOSTS, conjunction_by_default=True)

    def _add(self, writer: Any, records: Iterable[Record]) -> None:
        for one in records:
            document = self.tantivy.Document(number=one.number, title=one.title, lead=one.lead, text=one.text)
            if one.published:
                document.add_date("published", datetime.combine(one.published, time(), UTC))
            writer.add_document(document)
