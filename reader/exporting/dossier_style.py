"""How a dossier looks: on a screen of any width, in light and dark, and on paper."""

from reader.exporting.colors import variables

_SERIF = (
    '"Source Serif 4","Source Serif Pro",Charter,"Libertinus Serif","Linux Libertine O",Georgia,"Noto Serif",'
    '"Liberation Serif",serif'
)
_SANS = 'Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'
_KINDS = {
    "person": "solid",
    "place": "dotted",
    "organisation": "dashed",
}

_SCREEN = """
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 SANS;overflow-wrap:break-word}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
h1,h2,h3,p,ol,ul,table{margin:0}
h3{font:700 11px/1.4 SANS;letter-spacing:.06em;text-transform:uppercase;color:var(--muted)}
main{max-width:690px;margin:0 auto;padding:48px 40px 80px}
.side{background:var(--panel);border-bottom:1px solid var(--line);padding:20px 0 0}
.side>p,.side>h3{padding:0 22px}
.side .name{font-weight:600}
.jump{display:flex;flex-wrap:wrap;gap:4px 14px;padding:8px 22px 14px}
.contents{list-style:none;padding:0;margin-top:10px;border-top:1px solid var(--line)}
.contents li{border-bottom:1px solid var(--line)}
.contents a{display:block;padding:11px 22px;color:inherit}
.contents a:hover{background:var(--line);text-decoration:none}
.contents .meta{display:flex;justify-content:space-between;gap:8px}
.contents b{display:block;font-size:13.5px;line-height:1.3;font-weight:600}
.meta{color:var(--muted);font-size:11.5px}
.star{color:var(--star);white-space:nowrap}
.cover{padding-bottom:32px}
.cover h1{font:600 36px/1.18 SERIF;margin-bottom:12px}
article,section.part{border-top:1px solid var(--line);padding-top:40px;margin-top:48px}
h2{font:600 31px/1.22 SERIF;margin:4px 0 8px;text-wrap:balance}
section.part>h2{font-size:24px;margin-bottom:14px}
.lead{font:italic 19.5px/1.5 SERIF;color:var(--muted);margin-bottom:12px}
.facts{color:var(--muted);font-size:12.5px;padding-bottom:16px;border-bottom:1px solid var(--line)}
.facts a{color:inherit;text-decoration:underline;text-decoration-color:var(--line);overflow-wrap:anywhere}
.text{font:18.5px/1.62 SERIF;margin-top:24px}
.text p+p{margin-top:.8em}
.tags{display:flex;flex-wrap:wrap;gap:6px;list-style:none;padding:0;margin:14px 0 0}
.tags li{border:1px solid currentColor;border-radius:11px;padding:1px 10px;font-size:12px;font-weight:500;
color:var(--muted)}
.note{background:var(--panel);border-inline-start:3px solid var(--accent);border-radius:0 8px 8px 0;padding:12px 16px;
margin-top:18px}
.note p{white-space:pre-wrap}
.below{margin-top:28px}
.below h3{margin-bottom:8px}
.marks{list-style:none;padding:0}
.marks li{border-inline-start:4px solid var(--m);padding:2px 0 2px 12px;margin-bottom:10px}
.marks q{font:16px/1.5 SERIF}
.marks a{color:inherit}
.marks p{color:var(--muted);white-space:pre-wrap}
.also{list-style:none;padding:0}
.also li{padding:3px 0}
.absent{color:var(--muted)}
.absent small,.chip{border:1px solid var(--line);border-radius:5px;padding:0 5px;font-size:11px;
margin-inline-start:4px;white-space:nowrap}
.up{margin-top:24px;font-size:12px}
mark{background:var(--h);color:inherit;border-radius:3px;box-decoration-break:clone;
-webkit-box-decoration-break:clone;padding:.06em 0}
.n{border-radius:3px;color:inherit;background:var(--t);padding:.05em .12em .02em;box-decoration-break:clone;
-webkit-box-decoration-break:clone}
a.n:hover{text-decoration:none;filter:brightness(.96)}
mark .n{background:transparent}
h2 .n.n.n{background:none;border:0;padding:0}
.lead .n.n{background:none;padding:0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th{text-align:start;font:700 11px/1.4 SANS;letter-spacing:.06em;text-transform:uppercase;color:var(--muted)}
td,th{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
th.count,td.count{text-align:end}
.names{columns:2 260px;column-gap:32px;list-style:none;padding:0;margin:8px 0 24px}
.names li{break-inside:avoid;padding:4px 0;font-size:13.5px}
.names .n.n.n{font-weight:500;padding:1px 7px;border:0;border-radius:9px;background:var(--t)}
.names .where{color:var(--muted);font-size:12.5px;margin-inline-start:4px}
.prints td{font-size:12.5px}.prints td:last-child{width:46%}
code{font:11px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere;
color:var(--muted)}
:target{scroll-margin-top:16px}
mark:target,.n:target,li:target .n{outline:2px solid var(--accent);outline-offset:1px}
"""

_WIDE = """@media screen and (min-width:1040px){
.sheet{display:grid;grid-template-columns:330px minmax(0,1fr)}
.side{position:sticky;top:0;height:100vh;overflow-y:auto;border-bottom:0;border-inline-end:1px solid var(--line)}
}"""

_PHONE = """@media screen and (max-width:560px){
main{padding:28px 18px 56px}
.side>p,.side>h3,.jump,.contents a{padding-left:18px;padding-right:18px}
.cover h1{font-size:29px}h2{font-size:26px}.lead{font-size:18px}.text{font-size:17.5px}
.jump{font-size:15px;gap:8px 16px}.contents b{font-size:15px}.also li{padding:6px 0}
article,section.part{margin-top:36px;padding-top:28px}
.prints td,.prints th{display:block;border:0;padding:2px 0}.prints tr{display:block;
border-bottom:1px solid var(--line);padding:6px 0}.prints thead{display:none}
.prints td:last-child{width:auto}
.prints td.count{text-align:start;color:var(--muted)}
}"""

_PAPER = """@media print{
@page{size:A4;margin:20mm 20mm 22mm}
@page{@bottom-center{content:counter(page);font:9pt SANS;color:#667079}}
html,body{background:#fff;color:#000}
body{font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}
.side{display:block;background:none;border:0;padding:0;break-after:page}
.side>p,.side>h3,.contents a{padding-left:0;padding-right:0}
.jump,.up{display:none}
.contents li{break-inside:avoid}.contents a{padding-top:5pt;padding-bottom:5pt}
.cover{display:none}
a{color:inherit;text-decoration:none}
.text{font-size:11pt;line-height:1.5}h2{font-size:20pt}.lead{font-size:12.5pt}
h1,h2,h3,.facts,.lead,thead{break-after:avoid;break-inside:avoid}
p,li{orphans:3;widows:3}
article{break-before:page;border:0;margin:0;padding:0}
.sheet main>article:first-of-type{break-before:auto}
.note,.marks li,tr{break-inside:avoid}
section.part{break-inside:auto}
.names{columns:2}
}"""


def style() -> str:
    """The whole style sheet."""
    sheet = "".join(
        (
            f":root{{color-scheme:light dark;{variables(dark=False)}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(dark=True)}}}}}",
            _SCREEN,
            *(
                f".n.{kind}{{--t:var(--entity-{kind}-tint);border-bottom:2px {line} var(--entity-{kind})}}"
                for kind, line in _KINDS.items()
            ),
            # dash and dot, which no border can
            ".n.other{--t:var(--entity-other-tint);padding-bottom:calc(.02em + 2px);background:"
            "repeating-linear-gradient(90deg,var(--entity-other) 0 6px,transparent 6px 8px,"
            "var(--entity-other) 8px 10px,transparent 10px 12px) 0 100%/100% 2px no-repeat,var(--t)}",
            *(f".names .n.{kind}{{color:var(--entity-{kind})}}" for kind in (*_KINDS, "other")),
            *(
                f".h.{color}{{--h:var(--highlight-{color});--m:var(--highlight-{color}-line)}}"
                for color in ("yellow", "green", "blue", "pink")
            ),
            *(
                f".tags li.{color}{{color:var(--tag-{color})}}"
                for color in ("red", "orange", "yellow", "green", "teal", "blue", "purple", "grey")
            ),
            _WIDE,
            _PHONE,
            _PAPER,
        )
    )
    return sheet.replace("SERIF", _SERIF).replace("SANS", _SANS).replace("\n", "")
