"""Documents of all kinds made by code: small, and laid out as the programs lay them out that write them."""

import zlib
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def zipped(members: Mapping[str, bytes | str], *, first: tuple[str, str] | None = None) -> bytes:
    """A zip; `first` stands at its beginning, not compressed, as the kind of the document does."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(ZipInfo(first[0]), first[1], ZIP_STORED)
        for name, content in members.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()


def chapter(title: str, *paragraphs: str, head: str = "") -> str:
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    heading = f"<h1>{title}</h1>" if title else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{DOCTYPE}<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/>{head}</head><body>{heading}{inside}</body></html>"
    )


def epub(
    chapters: Mapping[str, str | bytes], metadata: str = "<dc:title>The long winter</dc:title>",
    others: Mapping[str, str | bytes] | None = None, *, folder: str = "OEBPS/", spine: Sequence[str] | None = None,
    manifest: str = "",
) -> bytes:  # fmt: skip
    items = "".join(
        f'<item id="c{number}" href="{escape(name)}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = range(len(chapters)) if spine is None else [list(chapters).index(name) for name in spine]
    opf = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>"
        + "".join(f'<itemref idref="c{number}"/>' for number in order)
        + "</spine></package>"
    )
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER.format(f"{folder}content.opf")}
    members[f"{folder}content.opf"] = opf
    members |= {f"{folder}{name}": content for name, content in chapters.items()}
    return zipped(members | dict(others or {}), first=("mimetype", "application/epub+zip"))


def word_paragraph(text: str, style: str = "", *, item: bool = False) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:numId w:val="3"/></w:numPr>' if item else ""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(body: str, core: str = "", others: Mapping[str, str | bytes] | None = None) -> bytes:
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="Inhalt1"><w:name w:val="toc 1"/></w:style></w:styles>',
    }
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://x/core" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return zipped(members | dict(others or {}))


def odt(body: str, meta: str = "", others: Mapping[str, str | bytes] | None = None, styles: str = "") -> bytes:
    members: dict[str, str | bytes] = {
        "content.xml": f'<?xml version="1.0"?><office:document-content {_ODF}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    return zipped(members | dict(others or {}), first=("mimetype", "application/vnd.oasis.opendocument.text"))


class Pdf:
    """Objects of a PDF, in the order in which they are added. The first is the catalogue, the second its pages."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]
        self._pages: list[int] = []
        self._fonts = b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>"
        self._info = b""

    def add(self, content: bytes) -> int:
        self._objects.append(content)
        return len(self._objects)

    def stream(self, data: bytes, extra: bytes = b"") -> int:
        packed = zlib.compress(data)
        return self.add(b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed))

    def info(self, **values: str) -> None:
        coded = {name: b"\xfe\xff" + value.encode("utf-16-be") for name, value in values.items()}
        written = b"".join(b"/%s<%s>" % (name.encode(), value.hex().encode()) for name, value in coded.items())
        self._info = b"/Info %d 0 R" % self.add(b"<<%s>>" % written)

    def unicode_font(self, letters: str) -> None:
        """F2, of two bytes a letter, whose numbers are those of Unicode."""
        pairs = "".join(f"<{ord(letter):04x}> <{ord(letter):04x}>\n" for letter in sorted(set(letters)))
        count = len(set(letters))
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> "
            f"endcodespacerange {count} beginbfchar\n{pairs}endbfchar endcmap end end"
        )
        number = self.stream(cmap.encode("ascii"))
        self._fonts = self._fonts[:-2] + (
            b"/F2<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode %d 0 R/DescendantFonts["
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>>>]>>>>" % number
        )

    def page(self, *pieces: tuple[float, float, float, str], font: str = "F1") -> None:
        """Pieces of text, each at its place and in its size, in the order in which they are drawn."""
        drawn = b""
        for x, y, size, text in pieces:
            data = text.encode("cp1252") if font == "F1" else text.encode("utf-16-be")
            drawn += f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{data.hex()}> Tj ET\n".encode("ascii")
        self.raw_page(drawn)

    def raw_page(self, drawn: bytes) -> None:
        content = self.stream(drawn)
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font FONTS>>/Contents %d 0 R>>" % content
        self._pages.append(self.add(page))

    def bytes(self, *, catalogue: bytes = b"", trailer: bytes = b"") -> bytes:
        self._objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self._objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids)
        data, places = b"%PDF-1.7\n", []
        for number, content in enumerate(self._objects, start=1):
            places.append(len(data))
            data += b"%d 0 obj\n%s\nendobj\n" % (number, content.replace(b"FONTS", self._fonts))
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(self._objects) + 1
        form = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s%s>>\nstartxref\n%d\n%%%%EOF\n"
        return data + form % (size, table, size, self._info, trailer, len(data))
