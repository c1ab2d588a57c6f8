"""Tags, notes and highlights together, for whoever shows or looks for all three."""

from typing import NamedTuple

from reader.userdata.highlights import Highlights
from reader.userdata.notes import Notes
from reader.userdata.tags import Tags


class Annotations(NamedTuple):
    tags: Tags
    notes: Notes
    highlights: Highlights
