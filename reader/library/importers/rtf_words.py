"""Words of RTF that matter for its text: what ends a paragraph, stands for a sign, or begins what is left out."""

ENDS = frozenset(("par", "sect", "page", "row", "cell", "nestcell", "nestrow", "column"))
BREAKS = frozenset(("line", "tab", "lbr", "softline"))
SIGNS = {
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}  # fmt: skip
STROKE_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}
# Groups that hold no text of the document. Any other that begins with "\*" is left out as well.
LEFT_OUT = frozenset((
    "colortbl", "stylesheet", "pict", "object", "objdata", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "footnote", "annotation", "atnid", "atnauthor", "fldinst", "filetbl", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "themedata", "colorschememapping", "latentstyles", "datastore",
    "xmlnstbl", "nonshppict", "bkmkstart", "bkmkend", "xe", "tc", "rxe", "txe", "template", "ftnsep", "ftnsepc",
    "aftnsep", "generator", "pgdsctbl", "private", "sn", "sv", "nonesttables",
))  # fmt: skip
CHARSETS = {
    0: "cp1252", 1: "", 2: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "big5", 80: "euc_kr", 83: "mac_greek",
    84: "mac_cyrillic", 85: "gb2312", 86: "mac_romanian", 87: "mac_cyrillic", 89: "mac_latin2", 128: "cp932",
    129: "cp949", 130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
