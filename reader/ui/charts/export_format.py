"""As what a chart can be saved."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """The value is also the file's suffix."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"


EXPORT_LINKS = (
    (ExportFormat.PNG.value, "PNG", "Save as a picture (PNG)"),
    (ExportFormat.SVG.value, "SVG", "Save as a drawing (SVG)"),
    (ExportFormat.CSV.value, "CSV", "Save the numbers as a table (CSV)"),
)
