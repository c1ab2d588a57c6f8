"""The languages that can be asked for, by code and by their names."""

from reader.search.words import find_words, fold

LANGUAGES: dict[str, tuple[str, ...]] = {  # ISO 639-1 code: its English name, then its own and other names
    "af": ("Afrikaans",),
    "am": ("Amharic", "አማርኛ"),
    "ar": ("Arabic", "العربية", "عربي"),
    "be": ("Belarusian", "беларуская"),
    "bg": ("Bulgarian", "български"),
    "bn": ("Bengali", "বাংলা", "Bangla"),
    "bo": ("Tibetan", "བོད་སྐད"),
    "bs": ("Bosnian", "bosanski"),
    "ca": ("Catalan", "català"),
    "cs": ("Czech", "čeština", "česky"),
    "da": ("Danish", "dansk"),
    "de": ("German", "Deutsch"),
    "dv": ("Dhivehi", "Maldivian", "ދިވެހި"),
    "el": ("Greek", "ελληνικά"),
    "en": ("English",),
    "es": ("Spanish", "español", "castellano"),
    "et": ("Estonian", "eesti"),
    "eu": ("Basque", "euskara"),
    "fa": ("Persian", "فارسی", "Farsi"),
    "fi": ("Finnish", "suomi"),
    "fr": ("French", "français"),
    "ga": ("Irish", "Gaeilge"),
    "gl": ("Galician", "galego"),
    "gu": ("Gujarati", "ગુજરાતી"),
    "he": ("Hebrew", "עברית", "Ivrit"),
    "hi": ("Hindi", "हिन्दी", "हिंदी"),
    "hr": ("Croatian", "hrvatski"),
    "hu": ("Hungarian", "magyar"),
    "hy": ("Armenian", "հայերեն"),
    "id": ("Indonesian", "bahasa Indonesia"),
    "is": ("Icelandic", "íslenska"),
    "it": ("Italian", "italiano"),
    "ja": ("Japanese", "日本語", "Nihongo"),
    "ka": ("Georgian", "ქართული"),
    "kk": ("Kazakh", "қазақша"),
    "km": ("Khmer", "ខ្មែរ"),
    "kn": ("Kannada", "ಕನ್ನಡ"),
    "ko": ("Korean", "한국어"),
    "lo": ("Lao", "ລາວ"),
    "lt": ("Lithuanian", "lietuvių"),
    "lv": ("Latvian", "latviešu"),
    "mk": ("Macedonian", "македонски"),
    "ml": ("Malayalam", "മലയാളം"),
    "mn": ("Mongolian", "монгол"),
    "mr": ("Marathi", "मराठी"),
    "ms": ("Malay", "bahasa Melayu"),
    "my": ("Burmese", "မြန်မာ"),
    "ne": ("Nepali", "नेपाली"),
    "nl": ("Dutch", "Nederlands", "Flemish"),
    "no": ("Norwegian", "norsk", "nb", "nn", "bokmål", "nynorsk"),
    "or": ("Odia", "ଓଡ଼ିଆ", "Oriya"),
    "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "pl": ("Polish", "polski"),
    "pt": ("Portuguese", "português"),
    "ro": ("Romanian", "română"),
    "ru": ("Russian", "русский", "по-русски"),
    "si": ("Sinhala", "සිංහල"),
    "sk": ("Slovak", "slovenčina", "slovensky"),
    "sl": ("Slovenian", "slovenščina", "Slovene"),
    "sq": ("Albanian", "shqip"),
    "sr": ("Serbian", "српски", "srpski"),
    "sv": ("Swedish", "svenska"),
    "sw": ("Swahili", "Kiswahili"),
    "ta": ("Tamil", "தமிழ்"),
    "te": ("Telugu", "తెలుగు"),
    "th": ("Thai", "ไทย"),
    "tl": ("Tagalog", "Filipino"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "українська"),
    "ur": ("Urdu", "اردو"),
    "uz": ("Uzbek", "o'zbek"),
    "vi": ("Vietnamese", "Tiếng Việt"),
    "zh": ("Chinese", "中文", "汉语", "漢語", "Mandarin", "Zhongwen"),
}


def _key(name: str) -> str:
    return " ".join(fold(word) for word in find_words(name))


_CODES = {_key(name): code for code, names in LANGUAGES.items() for name in (code, *names)}


def language_code(typed: str) -> str:
    """`de`, `de-AT`, `German` or `Deutsch` -> `de`; empty for what is no language of the list."""
    words = _key(typed)
    region = typed[2:3] in ("-", "_")
    return _CODES.get(words) or (_CODES.get(words.partition(" ")[0], "") if region else "")


def begins_language(typed: str) -> bool:
    """Whether the name of a language begins like this."""
    words = _key(typed)
    return any(name.startswith(words) for name in _CODES)


def language_in_words(code: str) -> str:
    """Its English name, or the code where that is not known."""
    return LANGUAGES[code][0] if code in LANGUAGES else code
