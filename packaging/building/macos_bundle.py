"""What macOS is told of the application: its `Info.plist`. Checked by tests; never run on macOS so far."""

import re
from importlib import metadata
from pathlib import Path
from typing import Any

NAME = "Read Also"
IDENTIFIER = "io.github.readalso.ReadAlso"
EXPORT_TYPE = "io.github.readalso.export"
ICON = Path("packaging/macos/readalso.icns")
ICON_OF_EXPORTS = Path("packaging/macos/readalso-export.icns")  # put beside the other by the step `dmg`
USUAL_LEAST = "13.0"  # macOS, for the Qt that is pinned
# Double-click: what Read Also exports. "Open with": everything else; the program that opens it now stays.
OFFERED_FOR = {
    "Text": ("public.plain-text",),
    "Markdown": ("net.daringfireball.markdown",),
    "Web page": ("public.html", "public.xhtml", "com.apple.webarchive"),
    "Document": ("com.adobe.pdf", "org.idpf.epub-container", "org.openxmlformats.wordprocessingml.document"),
    "OpenDocument text": ("org.oasis-open.opendocument.text",),
    "Message": ("com.apple.mail.email", "public.email-message"),
}


def info_plist(version: str, *, copyright_line: str, least_system: str = USUAL_LEAST) -> dict[str, Any]:
    """Everything that `Info.plist` holds."""
    return {
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleExecutable": "readalso",
        "CFBundleIconFile": ICON.name,
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleShortVersionString": _three_numbers(version),
        "CFBundleVersion": _three_numbers(version),
        "LSMinimumSystemVersion": least_system,
        "LSApplicationCategoryType": "public.app-category.news",
        "NSHumanReadableCopyright": copyright_line,
        "NSHighResolutionCapable": True,  # sharp on Retina screens
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is dark
        "NSSupportsAutomaticGraphicsSwitching": True,  # no need of the second graphics card
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            _document_type("Read Also export", (EXPORT_TYPE,), rank="Owner"),
            *(_document_type(name, kinds, rank="Alternate") for name, kinds in OFFERED_FOR.items()),
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": EXPORT_TYPE,
                "UTTypeDescription": "Read Also export",
                "UTTypeIconFile": ICON_OF_EXPORTS.name,
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["readalso"],
                    "public.mime-type": ["application/x-readalso-export"],
                },
            }
        ],
        "UTImportedTypeDeclarations": [  # not every Mac knows it
            {
                "UTTypeIdentifier": "net.daringfireball.markdown",
                "UTTypeDescription": "Markdown",
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {"public.filename-extension": ["md", "markdown"]},
            }
        ],
    }


def least_macos(wheel: str | None = None) -> str:
    """The oldest macOS that this Qt runs on, as its wheel says: "Tag: cp310-abi3-macosx_13_0_universal2"."""
    if wheel is None:
        wheel = metadata.distribution("PySide6_Essentials").read_text("WHEEL") or ""
    found = re.search(r"macosx_(\d+)_(\d+)", wheel)
    return f"{found[1]}.{found[2]}" if found else USUAL_LEAST


def copyright_line(licence: str) -> str:
    found = re.search(r"^Copyright .*$", licence, re.MULTILINE)
    return found[0] if found else ""


def bundle_options(root: Path, *, version: str) -> dict[str, Any]:
    """For the BUNDLE of a specification."""
    told = copyright_line((root / "LICENSE").read_text("utf-8"))
    return {
        "name": f"{NAME}.app",
        "icon": str(root / ICON),
        "bundle_identifier": IDENTIFIER,
        "version": version,
        "info_plist": info_plist(version, copyright_line=told, least_system=least_macos()),
    }


def _document_type(name: str, kinds: tuple[str, ...], *, rank: str) -> dict[str, Any]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": rank,
        "LSItemContentTypes": list(kinds),
        **({"CFBundleTypeIconFile": ICON_OF_EXPORTS.name} if rank == "Owner" else {}),
    }


def _three_numbers(version: str) -> str:
    """macOS wants numbers only: 0.2.0rc1 is 0.2.0."""
    found = re.match(r"\d+(?:\.\d+){0,2}", version)
    return found[0] if found else "0"
