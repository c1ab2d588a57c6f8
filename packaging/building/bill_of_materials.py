"""Step `bill_of_materials`: beside each artefact what is inside, for other programs to read (CycloneDX 1.6, JSON).

It is made of what the program's folder tells of itself, so it says the same as About. The same folder and artefact give
the same bytes: the serial number comes from the content, the time is SOURCE_DATE_EPOCH.
"""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.exception import MissingOptionalDependencyException
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.lifecycle import LifecyclePhase, PredefinedLifecycle
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from building.checksums import BILL_SUFFIX, artefacts
from building.context import BuildError, Context
from building.trust import FILE_LIST, SHIPPED, hash_of, licences

NAMESPACE = uuid.UUID("4b1b6d0e-6f0a-5f6e-9d53-3a1d5c8f2b77")  # of the serial numbers; any, but always the same
OWN = licences.told.PROGRAM


def run(context: Context) -> None:
    folder = context.need_folder()
    listed, hashes = read_folder(folder)
    found = artefacts(context.out)
    if not found:
        raise BuildError(f"there is no artefact in {context.out} to make a bill of materials for.")
    for path in found:
        text = bill_of(path, listed, hashes, version=context.version, epoch=context.epoch)
        problem = problem_of(text)
        if problem:
            raise BuildError(f"the bill of materials of {path.name} is not valid: {problem}")
        Path(f"{path}{BILL_SUFFIX}").write_text(text, "utf-8", newline="\n")
        print(f"{path.name}{BILL_SUFFIX}: {len(listed)} components, {len(hashes)} files")


def read_folder(folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The components of a folder, each of its files with one of them, and the hash of every file.

    Raises:
        BuildError: a file was put into the folder when it was complete; it is named.
    """
    listed = json.loads((folder / SHIPPED / licences.told.LICENCES_FILE).read_text("utf-8"))["components"]
    lines = (folder / SHIPPED / FILE_LIST).read_text("utf-8").splitlines()
    hashes = {name: digits for digits, name in (line.split("  ", 1) for line in lines)}
    hashes[f"{SHIPPED}/{FILE_LIST}"] = hash_of(folder / SHIPPED / FILE_LIST)
    owned = {name for one in listed for name in one["files"]}
    told = [name for name in hashes if name not in owned]  # what the build itself wrote, by then
    strange = [name for name in told if not name.startswith(f"{SHIPPED}/")]
    if strange:
        raise BuildError(f"nobody knows where these files come from: {', '.join(strange)}.")
    own = next(one for one in listed if one["name"] == OWN)
    own["files"] = sorted([*own["files"], *told])
    return listed, hashes


def bill_of(
    artefact: Path, listed: Iterable[dict[str, Any]], hashes: dict[str, str], *, version: str, epoch: int
) -> str:
    """The bill of one artefact, of what `read_folder` told."""
    components = {one["name"]: _component(one, hashes) for one in listed}
    whole = Component(
        type=ComponentType.APPLICATION,
        name=OWN,
        version=version,
        bom_ref="artefact",
        purl=PackageURL("generic", None, "readalso", version, {"file_name": artefact.name}),
        licenses=[LicenseFactory().make_from_string(licences.told.OWN_LICENCE)],
        hashes=[_sha256(hash_of(artefact))],
        properties=[Property(name="readalso:artefact", value=artefact.name)],
    )
    bill = Bom(
        components=components.values(),
        metadata=BomMetaData(
            component=whole,
            timestamp=datetime.fromtimestamp(epoch, UTC),
            lifecycles=[PredefinedLifecycle(phase=LifecyclePhase.BUILD)],
        ),
        dependencies=[
            Dependency(whole.bom_ref, [Dependency(component.bom_ref) for component in components.values()]),
            *(_dependency(one, components) for one in listed),
        ],
    )
    bill.serial_number = uuid.UUID(int=0)
    bill.serial_number = uuid.uuid5(NAMESPACE, JsonV1Dot6(bill).output_as_string())
    return JsonV1Dot6(bill).output_as_string(indent=1) + "\n"


def problem_of(text: str) -> str:
    """Why a bill does not keep to the schema, read strictly; "" if it does."""
    try:
        error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    except MissingOptionalDependencyException as missing:
        return str(missing)
    return "" if error is None else str(error)[:1000]


def _component(one: dict[str, Any], hashes: dict[str, str]) -> Component:
    """Something of the folder, with its files. The type of what is only read is data, of all else a library."""
    kind = ComponentType.DATA if one["what"] == "data" else ComponentType.LIBRARY
    kind = ComponentType.APPLICATION if one["name"] == OWN else kind
    return Component(
        type=kind,
        name=one["name"],
        version=one["version"] or None,
        bom_ref=one["purl"],
        purl=PackageURL.from_string(one["purl"]),
        licenses=[LicenseFactory().make_from_string(one["licence"])],
        properties=[Property(name="readalso:part", value=one["what"])],
        components=[
            Component(type=ComponentType.FILE, name=name, bom_ref=f"file:{name}", hashes=[_sha256(hashes[name])])
            for name in one["files"]
            if name in hashes
        ],
    )


def _dependency(one: dict[str, Any], components: dict[str, Component]) -> Dependency:
    own: BomRef = components[one["name"]].bom_ref
    return Dependency(own, [Dependency(components[name].bom_ref) for name in one["needs"] if name in components])


def _sha256(digits: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digits)
