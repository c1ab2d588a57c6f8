"""Web addresses: whether a text is one, and a key by which two spellings of the same address meet."""

import re
from urllib.parse import SplitResult, unquote_plus, urlsplit

MAX_ADDRESS = 4_000  # characters; browsers and servers refuse longer ones, and a cut one would lead nowhere

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HALVES = re.compile(r"[\ud800-\udfff]")  # of a surrogate pair: no character, and nothing can be written with one
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]+")
_LONGEST_HOST = 253  # characters, as the net has it
_DEFAULT_PORTS = (None, 80, 443)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_TO_ESCAPE = re.compile(r"%(?![0-9A-F]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]")

# What newsletters, social networks and advertisers add to an address: it tells where a reader came from, never which
# page is meant. "ref", "source" and "id" are left alone, because with some sites they do tell.
_TRACKING_STARTS = (
    "utm_",
    "mtm_",
    "pk_",
    "hsa_",
    "at_campaign",
    "at_medium",
    "at_custom",
    "ns_",
    "oly_",
    "wt_",
    "__hs",
)
_TRACKING = frozenset(
    """
fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik
mc_cid mc_eid mkt_tok vero_id vero_conv _hsenc _hsmi _openstat _ga _gl ga_source ga_medium ga_term ga_content
ga_campaign __twitter_impression ref_src ref_url s_cid s_kwcid cmpid cmp icid ncid smid smtyp xtor ito spm sfnsn
guccounter guce_referrer guce_referrer_sig ml_subscriber ml_subscriber_hash rb_clickid piwik_campaign
""".split()
)


def web_address(text: str) -> str:
    """The address as it is written, where it leads to the web; empty for mail, scripts, files and everything else.

    White space around it and invisible characters in it are taken out. What is longer than MAX_ADDRESS is none.
    """
    if len(text) > MAX_ADDRESS * 2:
        return ""
    address = _visible(text)
    parts = _split(address) if len(address) <= MAX_ADDRESS and not any(map(str.isspace, address)) else None
    return address if parts is not None and _SCHEME.match(address) else ""


def url_key(url: str) -> str:
    """The same for all spellings of one web address, and for no two pages; empty for what is no web address.

    It is for comparing, not for opening: without scheme, "www.", default port, name and password, trailing slash,
    tracking parameters, and without the fragment unless a page of one script is told by it (#!, #/). Escapes are
    written in one way.
    """
    url = _visible(url[: MAX_ADDRESS * 2])
    if url.startswith("//") or url[:4].lower() == "www.":
        url = f"http://{url.removeprefix('//')}"
    parts = _split(url) if _SCHEME.match(url) and len(url) <= MAX_ADDRESS + len("http://") else None
    if parts is None:
        return ""
    host, port = _host(parts), parts.port
    key = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    key += _one_spelling(parts.path).rstrip("/")
    query = "&".join(part for part in _one_spelling(parts.query).split("&") if part and not _is_tracking(part))
    fragment = _one_spelling(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    return key + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _visible(text: str) -> str:
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", text)).strip()


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None where it has no host, or one that cannot be."""
    try:
        parts = urlsplit(address)
        return parts if (parts.port is None or parts.port >= 0) and _host(parts) else None
    except ValueError:  # brackets that are no IPv6 address, letters no host has, a port that is no number
        return None


def _host(parts: SplitResult) -> str:
    """In small ASCII letters, without "www." and the dot of the root; empty where there is none."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii").lower()  # UnicodeError is a ValueError
    while host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        return ""
    return f"[{host}]" if ":" in host else host


def _one_spelling(part: str) -> str:
    """Escapes in capitals, and only where they are needed: "%7euser/ü" and "~user/%c3%bc" are the same."""
    part = _ESCAPE.sub(_unescape, part)
    return _TO_ESCAPE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), part)


def _unescape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _is_tracking(parameter: str) -> bool:
    name = unquote_plus(parameter.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)
