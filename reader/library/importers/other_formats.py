"""Suffixes of files that are no text article, so that an import can say what they are instead of trying them."""

_KINDS = {
    "A PDF document": "ps",
    "A word processor's document": "doc pages wpd",
    "An e-book": "mobi azw azw3 fb2 djvu",
    "A saved web archive": "webarchive warc wacz maff",
    "An e-mail": "msg",
    "A picture": "jpg jpeg jpe jfif png gif bmp tif tiff webp svg ico heic avif psd raw",
    "A sound file": "mp3 wav ogg oga opus flac m4a aac wma",
    "A video": "mp4 m4v mkv avi mov webm wmv mpg mpeg",
    "An archive of files": "gz bz2 xz 7z rar tar tgz zst",
    "A table": "xls xlsx ods",
    "A presentation": "ppt pptx odp key",
    "A data file": "xml yaml yml toml ini cfg conf db sqlite sqlite3 enex parquet",
    "A font": "ttf otf woff woff2",
    "A program": "exe dll so dylib msi app apk jar class o py pyc js mjs ts css scss c h cpp java rs go sh bat ps1 php",
}
OTHER_FORMATS = {f".{suffix}": kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
"""Suffix, in small letters with its dot, to words for the beginning of a sentence."""
