"""Files of every kind that try to reach out: remote pictures, styles, frames, definitions, entities, inclusions."""

import json
from collections.abc import Mapping
from html import escape

from tests.library.importers import document_files as made

WORDS = "In Ærøskøbing the pier was repaired, and nobody there had expected it so soon after the long winter."


def reaching_markup(host: str, secret: str) -> str:
    """Everything in HTML that a browser would fetch. `host`: a name with its port, `secret`: a path on this machine."""
    return (
        f'<link rel="stylesheet" href="http://{host}/a.css"><link rel="preload" as="image" href="//{host}/p">'
        f'<style>@import url("http://{host}/b.css"); body {{background: url(//{host}/c.png)}}</style>'
        f'<base href="http://{host}/"><script src="http://{host}/d.js">var inside = "SCRIPTWORDS";</script>'
        f'<script>fetch("http://{host}/e")</script><meta http-equiv="refresh" content="0;url=http://{host}/f">'
        f'<img src="http://{host}/g.png" srcset="//{host}/h.png 2x" onerror="fetch(\'//{host}/i\')">'
        f'<img src=//{host}/j><img src="file://{secret}"><iframe src="//{host}/k"></iframe><iframe src="file://{secret}"></iframe>'
        f'<iframe srcdoc="&lt;p&gt;FRAMEWORDS"></iframe><object data="http://{host}/l"></object>'
        f'<embed src="//{host}/m"><video poster="//{host}/n" src="//{host}/o"></video><audio src="//{host}/p"></audio>'
        f'<svg><image xlink:href="http://{host}/q"/><use href="//{host}/r"/></svg><input type="image" src="//{host}/s">'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
        f'<p>{WORDS}</p><p>{WORDS.upper()} <a href="http://{host}/t" ping="http://{host}/u">It goes on.</a></p>'
    )


def page(host: str, secret: str, *, doctype: str = "<!DOCTYPE html>", more: str = "") -> str:
    return (
        f'{doctype}<html lang="en" manifest="http://{host}/v"><head><title>The pier</title></head>'
        f"<body><article><h1>The pier</h1>{reaching_markup(host, secret)}{more}</article></body></html>"
    )


def definitions(root: str, host: str, secret: str) -> Mapping[str, str]:
    """Beginnings of XML that would have something loaded; `&x;` stands for it."""
    return {
        "file entity": f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file://{secret}">]>',
        "web entity": f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "http://{host}/x">]>',
        "parameter entity": f'<!DOCTYPE {root} [<!ENTITY % d SYSTEM "http://{host}/d"> %d; <!ENTITY x "y">]>',
        "web definitions": f'<!DOCTYPE {root} SYSTEM "http://{host}/w.dtd">',
        "file definitions": f'<!DOCTYPE {root} SYSTEM "file://{secret}" [<!ENTITY x "y">]>',
        "public definitions": f'<!DOCTYPE {root} PUBLIC "-//X//Y//EN" "http://{host}/p.dtd" [<!ENTITY x "y">]>',
    }


def _xhtml(doctype: str, inside: str) -> str:
    return (
        f'<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?>{doctype}'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The pier</title></head>'
        f"<body><h1>The pier</h1><p>{WORDS} &x;</p>{inside}</body></html>"
    )


def _inclusion(secret: str) -> str:
    return f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'


def reaching_pdf(host: str, secret: str) -> bytes:
    document = made.Pdf()
    document.page((50, 740, 20, "The pier"), (50, 700, 10, "It was repaired."))
    outside = document.add(b"<</Length 0/F(%s)>>stream\n\nendstream" % secret.encode())
    action = b"/OpenAction<</S/URI/URI(http://%s/a)>>/AA<</WC<</S/JavaScript/JS(app.launchURL\\('http://%s'\\))>>>>"
    launch = b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(%s)/EF<</F %d 0 R>>>>]>>>>"
    host_bytes = host.encode()
    return document.bytes(catalogue=action % (host_bytes, host_bytes) + launch % (secret.encode(), outside))


def reaching_rtf(host: str, secret: str) -> bytes:
    return (
        rf"{{\rtf1\ansi{{\*\template http://{host}/t.dot}}The pier\par "
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "http://{host}/a.png" \\d}}{{\fldrslt }}}}'
        rf'{{\field{{\*\fldinst INCLUDETEXT "{secret}"}}{{\fldrslt }}}}'
        rf"{{\object\objautlink\objupdate{{\*\objclass htmlfile}}{{\*\objdata 0105}}}}It was repaired.\par}}"
    ).encode("ascii")


def reaching_mail(host: str, secret: str) -> bytes:
    return (
        "From: Ann Lee <ann@example.org>\nTo: all@example.org\nSubject: The pier\n"
        "Date: Mon, 08 Sep 2025 12:00:00 +0000\nMIME-Version: 1.0\n"
        f"Disposition-Notification-To: <ann@{host}>\nList-Unsubscribe: <http://{host}/u>\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{page(host, secret)}\n"
        f'--b\nContent-Type: message/external-body; access-type=local-file; name="{secret}"\n\n'
        "Content-Type: text/plain\nContent-ID: <1>\n\n"
        f'--b\nContent-Type: message/external-body; access-type=URL; URL="http://{host}/x"\n\n'
        "Content-Type: text/plain\nContent-ID: <2>\n\n--b--\n"
    ).encode()


def reaching_mhtml(host: str, secret: str) -> bytes:
    return (
        f"From: <Saved by Blink>\nSubject: The pier\nDate: Mon, 08 Sep 2025 12:00:00 +0000\nMIME-Version: 1.0\n"
        f"Snapshot-Content-Location: http://{host}/page\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Location: http://{host}/page\n\n"
        f"{page(host, secret)}\n--b--\n"
    ).encode()


def reaching_feed(host: str, secret: str) -> str:
    return (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The pier</title>'
        f'<cloud domain="{host}" port="80" path="/" registerProcedure="x" protocol="http-post"/>'
        f"<image><url>http://{host}/i.png</url></image><item><title>The pier &x;</title><link>http://{host}/a</link>"
        f'<enclosure url="http://{host}/e.mp3" type="audio/mpeg"/><media:content url="//{host}/m"/>'
        f"{_inclusion(secret)}<description>{escape(reaching_markup(host, secret))}</description></item></channel></rss>"
    )


def reaching_files(host: str, secret: str) -> dict[str, bytes]:
    """File names to what is in them, at least one for each format that can reach out at all."""
    html, markup = page(host, secret), reaching_markup(host, secret)
    files: dict[str, str | bytes] = {
        "page.html": html, "pier.txt": f"The pier\n\n{WORDS}\n\nhttp://{host}/a\nfile://{secret}\n",
        "pier.md": f"# The pier\n\n![](http://{host}/a.png) ![x](file://{secret})\n\n{markup}\n\n{WORDS}\n\n"
        f"[r]: //{host}/r",
        "front.md": f"---\ntitle: The pier\nurl: http://{host}/a\n"
        f"image: !!python/object/apply:os.system ['touch {secret}x']\n---\n\n{WORDS}\n",
        "pier.pdf": reaching_pdf(host, secret), "pier.rtf": reaching_rtf(host, secret),
        "pier.eml": reaching_mail(host, secret), "pier.mhtml": reaching_mhtml(host, secret),
        "pier.mbox": b"From a Mon Sep  8 12:00:00 2025\n" + reaching_mail(host, secret),
        "bookmarks.html": f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="http://{host}/a" '
        f'ICON_URI="http://{host}/i" FEEDURL="http://{host}/f">The pier</A></DL>',
        "pocket.html": "<!DOCTYPE html><html><head><title>Pocket Export</title></head><h1>Unread</h1>"
        f'<li><a href="http://{host}/a" time_added="1">The pier</a>{markup}',
        "list.opml": f'<opml version="2.0"><body><outline text="The pier" xmlUrl="http://{host}/a"/>'
        f'<outline type="include" text="More" url="http://{host}/b.opml"/>{_inclusion(secret)}</body></opml>',
        "feed.rss": reaching_feed(host, secret).replace("&x;", ""),
        "feed.json": json.dumps({
            "version": "https://jsonfeed.org/version/1.1", "title": "The pier", "feed_url": f"http://{host}/f",
            "next_url": f"http://{host}/n", "hubs": [{"type": "WebSub", "url": f"http://{host}/h"}],
            "items": [{"id": "1", "title": "The pier", "url": f"http://{host}/a", "content_html": markup,
                       "attachments": [{"url": f"http://{host}/b"}]}],
        }),
        "wallabag.json": json.dumps([{
            "id": 1, "title": "The pier", "url": f"http://{host}/a", "is_archived": 0, "is_starred": 0,
            "content": markup, "preview_picture": f"http://{host}/p",
        }]),
        "collection.jsonl": json.dumps({"title": "The pier", "url": f"http://{host}/a", "text": markup}) + "\n",
        "table.csv": f'title,url,text\nThe pier,http://{host}/a,"{markup.replace(chr(34), chr(34) * 2)}"\n',
        "pier.bib": f"@article{{a, title={{The pier}}, url={{http://{host}/a}}, file={{{secret}}}, "
        f"abstract={{{WORDS}}}}}",
        "pier.ris": f"TY  - NEWS\nTI  - The pier\nUR  - http://{host}/a\nL1  - file://{secret}\n"
        f"AB  - {WORDS}\nER  - \n",
        "pier.docx": made.docx(
            made.word_paragraph("The pier") + made.word_paragraph(WORDS),
            others={"word/_rels/document.xml.rels": "<Relationships><Relationship TargetMode='External' "
                    f"Type='http://x/image' Id='r1' Target='http://{host}/a.png'/><Relationship TargetMode='External' "
                    f"Type='http://x/attachedTemplate' Id='r2' Target='file://{secret}'/></Relationships>"},
        ),
        "pier.odt": made.odt(f"<text:h>The pier</text:h><text:p>{WORDS}</text:p>{_inclusion(secret)}"),
        "pier.epub": made.epub({"a.xhtml": made.chapter("The pier", WORDS) .replace("</body>", f"{markup}</body>")}),
    }  # fmt: skip
    for name, doctype in definitions("rss", host, secret).items():
        files[f"{name}.rss"] = doctype + reaching_feed(host, secret)
    for name, doctype in definitions("opml", host, secret).items():
        outline = f'<outline text="The pier &x;" url="http://{host}/a"/>'
        files[f"{name}.opml"] = f"{doctype}<opml><body>{outline}</body></opml>"
    for name, doctype in definitions("html", host, secret).items():
        chapter = _xhtml(doctype, _inclusion(secret))
        files[f"{name}.xhtml"] = chapter
        files[f"{name}.epub"] = made.epub({"a.xhtml": chapter})
        files[f"{name} of the package.epub"] = made.epub(
            {"a.xhtml": made.chapter("The pier", WORDS)}, others={"META-INF/container.xml": doctype + made.CONTAINER}
        )
    for name, doctype in definitions("document", host, secret).items():
        inside = (
            f"{doctype}<document><body><p><r><t>The pier &x; {WORDS}</t></r></p>{_inclusion(secret)}</body></document>"
        )
        files[f"{name}.docx"] = made.zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": "<Relationships/>",
                "word/document.xml": inside,
            }
        )
        files[f"{name}.odt"] = made.zipped(
            {"content.xml": inside}, first=("mimetype", "application/vnd.oasis.opendocument.text")
        )
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}
