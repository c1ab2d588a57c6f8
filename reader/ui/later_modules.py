"""What is loaded when the first article has been seen: without Qt on a thread, with Qt in pieces on the GUI thread.

WORKAROUND for PySide on Python 3.11: a class of Qt that is made on a thread may move the table in which Qt looks for
classes on the GUI thread, without Python's lock, and the program ends. It was seen about once in 300 starts of a busy
machine. From Python 3.12 on there is no such table; remove the split when 3.11 is not supported any more.

What is missing here is loaded all the same, with the module that needs it. `tests/ui/test_later_modules.py` prints the
lists as they are to be.
"""

import importlib
import time

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.ui.background import Job

PIECE_SECONDS = 0.004  # after that the window has its turn
# In the order in which they are done: each needs only what stands before it, and what was there at the first paint.
WITHOUT_QT = """
    handing_over files taken_files journal articles.one_line library.whole_articles tasks.export_target
    exporting exporting.file_names exporting.formats search search.query_dates search.query_nodes search.words
    search.query_languages search.query_parser search.query search.spelling search.hits search.snippets
    search.values search.interface search.query_words search.state search.index articles.addresses
    articles.anchoring exporting.colors entities.correction userdata.corrections userdata.whole_marks
    exporting.values exporting.annotations exporting.cells exporting.safe_text exporting.highlight_lists
    exporting.json_lines exporting.markdown exporting.citations exporting.csv_list exporting.opml
    exporting.words exporting.dossier_parts exporting.marked_text exporting.dossier_article
    exporting.dossier_style exporting.dossier exporting.epub_pages exporting.epub exporting.writing
    tasks.export_choice entities.identity entities.correction_targets entities.countries entities.named
    entities.namesakes entities.short_forms entities.linking_bodies entities.roles library.name_evidence
    library.library_linker library.name_writer library.unnaming library.article_rows library.restoring
    tasks.library_parts tasks.export_articles tasks.export_highlights entities.linking_people entities.linker
    entities.article_names entities.whole_words entities.correcting library.recognitions library.word_scan
    library.corrected library.namesakes library.settling library.linking tasks.current_corrections
    tasks.index_articles tasks.name_articles library.trash userdata.packed_rows userdata.replay userdata.changes
    tasks.annotate tasks.trash_articles tasks.correct_names tasks.undo library.stored_text library.places
    tasks.describe_article tasks.explain_name tasks.list_highlights library.importers library.importers.draft
    library.imports database.copying tasks.written_by tasks.backup_manifest tasks.backup_files
    tasks.backup_rotation tasks.backups tasks.find_families tasks.pending_work search.query_edit
    tasks.annotation_conditions tasks.unfinished tasks.conditions tasks.narrow userdata.saved_searches
    tasks.saved_searches tasks.find_articles tasks.propose_name library.association library.name_neighbours
    articles.sentences library.name_sentences library.name_pages tasks.describe_entity library.links related
    related.similar tasks.find_related library.wanted library.watched_folders library.importers.files
    articles.resemblance library.intake_look_ups library.wanted_intake library.intake library.known_files
    related.read_also library.importers.recognising library.importers.other_formats library.importers.unreadable
    library.importers.formats tasks.read_files tasks.import_files tasks.compare_versions
    library.importers.letters library.importers.clean_text library.importers.dates
    library.importers.language_words library.importers.languages library.importers.file_facts
    library.importers.own_export exporting.json_records tasks.first_article tasks.import_report
    library.importers.moments library.importers.collection_fields library.importers.encoding
    library.importers.text_stream library.importers.csv_rows library.importers.flaws
    library.importers.json_stream library.importers.table_entries library.importers.layout
    library.importers.read_also_list library.importers.labelled_text library.importers.text_split
    library.importers.values tasks.preview_import tasks.wanted_articles tasks.correction_files
    tasks.correction_list tasks.entity_pages userdata.search_history tasks.suggest tasks.rescue
""".split()
WITH_QT = """
    file_opening x11 second_start actions clipboard flows dialogs dialogs.about dialogs.list_frame
    dialogs.listing_model dialogs.listing_dialog dialogs.licences_dialog folders flows.about child_job
    choice_box dialogs.saving dialogs.export_dialog flows.exporting dialogs.tables flows.help
    flows.highlights_export flows.opening annotating annotating.note_editor annotating.colors
    annotating.tag_chip flows.keeping popover annotating.tag_editor sidebar pill sidebar.rows
    sidebar.keeping_rows sidebar.sections sidebar.sidebar annotating.tagging_joint article_list.selection_strip
    annotating.bulk_joint reading_pane.highlight_layer annotating.color_dots annotating.highlight_card
    annotating.selection_bar reading_pane.clicked_name reading_pane.selected_span reading_pane.highlight_touch
    annotating.highlighting_joint annotating.highlights_model annotating.highlights_delegate
    annotating.highlights_dialog annotating.tags_dialog annotating.lists_joint annotating.trash_dialog
    annotating.trash_joint flows.background_work flows.correcting flows.saved_searches empty_words flows.listing
    flows.searching messages list_joint dialogs.correction_frame dialogs.name_choice dialogs.name_dialogs
    reading_pane.selection correction_menu flows.appearance flows.marking flows.naming flows.relating
    reading_pane.card_parts reading_pane.entity_card reading_pane.hover reading_joint keeping_gestures
    dialogs.about_article dialogs.comparison flows.history dialogs.import_questions dialogs.import_report
    flows.importing flows.wanted dialogs.watched_folders flows.watching library_gestures correction_desk
    correcting_joint dialogs.corrections_dialog flows.correction_list charts charts.export_format charts.layout
    charts.look charts.legend charts.network_geometry charts.words charts.network_painter charts.timeline_axis
    charts.timeline_layout charts.timeline_painter charts.export_sheet charts.export_tables charts.export
    entity_browser article_list.empty_list entity_browser.words entity_browser.bars entity_browser.model
    entity_browser.delegate entity_browser.row_view entity_browser.browser entity_page entity_page.compare_popup
    entity_page.nothing charts.network_picture charts.tag charts.zoom_buttons charts.network charts.copied_table
    charts.network_list charts.section_head charts.network_panel charts.timeline charts.timeline_table
    charts.timeline_panel entity_page.words entity_page.head flows.entity_pages entity_page.section_words
    entity_page.sentence_model entity_page.sentence_delegate entity_page.sentence_view
    entity_page.sentence_section entity_page.sheet entity_page.page names_joint name_gestures
    article_list.condition_chips article_list.narrowing_strip article_list.saved_model article_list.saved_list
    article_list.saved_section flows.narrowing saved_joint flows.suggesting suggest_joint dialogs.backups_dialog
    rescue_banner flows.backups window_actions window_flows gestures
""".split()


class LaterModules(QObject):
    """Loads them. Threads: GUI."""

    loaded = Signal()  # once

    def __init__(self, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._left = [f"reader.ui.{name}" for name in reversed(WITH_QT)]
        self._pieces = QTimer(self, interval=0)
        self._pieces.timeout.connect(self._load_some)

    def begin(self) -> None:
        job = Job(lambda _ticket: load_without_qt(), self)
        job.succeeded.connect(lambda _none: self._pieces.start())
        job.start(self._pool)

    def end(self) -> None:
        """The window closes: nothing more is loaded."""
        self.blockSignals(True)
        self._left.clear()

    def _load_some(self) -> None:
        until = time.perf_counter() + PIECE_SECONDS
        while self._left and time.perf_counter() < until:
            importlib.import_module(self._left.pop())
        if not self._left:
            self._pieces.stop()
            self.loaded.emit()


def load_without_qt() -> None:
    """Threads: any."""
    for name in WITHOUT_QT:
        importlib.import_module(f"reader.{name}")
