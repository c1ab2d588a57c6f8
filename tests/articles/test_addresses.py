"""Two spellings of one web address have one key; two pages have two."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.articles.addresses import MAX_ADDRESS, url_key, web_address

PIECES = st.sampled_from(
    ["http://", "https://", "www.", "//", "example.org", "münchen.de", "[::1]", ":80", ":8080", "/", "a", "é", "%7e",
     "%c3%bc", "%", "%2", "?", "&", "=", "utm_source=x", "fbclid=1", "#", "!", "#/x", "user:pass@", " ", "\u202e", "\0",
     "\ud800", ".", "..", "+", "[", "]", "@", "javascript:"]
)  # fmt: skip


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/a/B?x=1&y=%C3%BC",
        "http://example.org/a/B?x=1&y=%c3%bc",
        "HTTPS://WWW.Example.ORG/a/B/?x=1&y=ü",
        "https://example.org:443/a/B?x=1&y=ü#part-two",
        "http://example.org:80/a/B?utm_source=mail&x=1&utm_medium=b&y=ü&fbclid=abc&gclid=1",
        "//example.org/a/%42?x=1&&y=ü",
        "www.example.org/a/B?x=1&y=ü",
        "https://name:word@example.org./a/B?x=1&y=ü#:~:text=word",
        "  https://example.org/a/B\u200b?x=1&y=ü\n",
    ],
)
def test_spellings_of_one_address_have_one_key(spelling: str) -> None:
    assert url_key(spelling) == "example.org/a/B?x=1&y=%C3%BC"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://example.org/#!/one", "https://example.org/#!/two"),
        ("https://example.org/#/one", "https://example.org/#/two"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a?q=b%26c", "https://example.org/a?q=b&c"),
    ],
)
def test_other_pages_have_other_keys(first: str, second: str) -> None:
    assert url_key(first) != url_key(second)


def test_letters_beyond_ascii_in_a_host_are_written_as_the_net_writes_them() -> None:
    assert url_key("https://www.Zürich.example/") == url_key("http://xn--zrich-kva.example") == "xn--zrich-kva.example"
    assert url_key("http://[2001:DB8::1]:8080/a") == "[2001:db8::1]:8080/a"


@pytest.mark.parametrize(
    "text",
    ["", "A headline", "mailto:ann@example.org", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,a",
     "place:sort=8", "http://", "https://[x", "http://a:port/", "http://a b/", "https://<host>/", "ftp://example.org/a",
     "http://" + "a" * MAX_ADDRESS],
)  # fmt: skip
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert url_key(text) == ""
    assert web_address(text) == ""


def test_a_web_address_stays_as_it_is_written() -> None:
    assert web_address(" https://WWW.example.org/a/?utm_source=x#y\r\n") == "https://WWW.example.org/a/?utm_source=x#y"
    assert web_address("https://example.org/\u202e\x00fdp.exe") == "https://example.org/fdp.exe"
    assert web_address("https://example.org/a b") == ""
    assert web_address("www.example.org") == ""


@given(st.lists(PIECES, max_size=14).map("".join))
@example("http://www.\ud800")  # half a surrogate pair stands for no letter of a host, and for no question mark
def test_a_key_is_a_spelling_of_its_own_address(url: str) -> None:
    key = url_key(url)
    assert key == "" or url_key(f"https://{key}") == key
    assert key.isascii()
    assert web_address(url) == "" or key
