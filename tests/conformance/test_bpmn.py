"""The handling of every shipped procedure as BPMN 2.0, judged by the standard's own XML Schema.

The schema (Object Management Group, formal/2011-01-03) comes inside a development package of
`package-lock.json` (bpmn-moddle, MIT); a test holds its files to their digest, so that the judge is
not changed unseen. The same package's own reader, where Node is at hand, is a second judge.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ventanilla.domains.catalogue import api as catalogue

etree = pytest.importorskip("lxml.etree")
PACKAGE = Path("node_modules/bpmn-moddle")
XSD = PACKAGE / "resources/bpmn/xsd"
SHA256 = {
    "BPMN20.xsd": "4c5e3d2c8e14c9e51cd0fc9f857ab9f53d761d04ba405be0e652efe8953204a7",
    "BPMNDI.xsd": "1bfaab6a1e3b4184055100b15d1404e3414601fd47768feb7e932b4cd49fe77f",
    "DC.xsd": "b325cd3c0d03628d5a4e10f78a1e8816b4344a2b35c459b4f5ca1a9c71097590",
    "DI.xsd": "62fa0d89138ac5de62152061be07c899a74e7b983c0486dc6803113e1a5f94a2",
    "Semantic.xsd": "aa37542753e49d53838fc91da3581cf2de28dabd0244ce71ace1baaa707fdadc",
}
pytestmark = pytest.mark.skipif(
    not XSD.is_dir(), reason="bpmn-moddle is not installed: make setup fetches it"
)
FOLDERS = sorted(path.parent for path in Path("procedures").glob("*/handling.yaml"))
BODY = "Ayuntamiento de prueba & Cía <inventado>"
WIDE = """steps:
  - {id: admit, title: {es: T, pt: T, en: T}, act: verify, role: clerk,
     norm: N, status: known, source: REVIEW}
  - {id: roads, title: {es: T, pt: T, en: T}, act: report, role: officer,
     unit: vias, after: [admit],
     norm: N, status: known, source: REVIEW}
  - {id: fire, title: {es: T, pt: T, en: T}, act: report, role: officer,
     unit: fuego, after: [admit], when: notices_by_email.orValue(false),
     only_if: {es: T, pt: T, en: T},
     norm: N, status: known, source: REVIEW}
  - {id: heard, title: {es: T, pt: T, en: T}, act: hearing, role: officer,
     after: [roads, fire],
     norm: N, status: known, source: REVIEW}
  - {id: proposed, title: {es: T, pt: T, en: T}, act: propose, role: officer,
     norm: N, status: known, source: REVIEW}
  - {id: signed, title: {es: T, pt: T, en: T}, act: resolve, role: head,
     other_than: [proposed],
     norm: N, status: known, source: REVIEW}
"""


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(str(XSD / "BPMN20.xsd")))


@pytest.fixture(scope="module")
def wide(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("folders") / "acceso"
    shutil.copytree("procedures/cl-acceso-informacion", path)
    (path / "handling.yaml").write_text(WIDE)
    return path


def read(folder: Path) -> catalogue.PublishedProcedure:
    return catalogue.rehearsed(folder)


def written(folder: Path, lang: str = "es") -> bytes:
    names = {("officer", "vias"): "Tramitación, Vías"}
    return catalogue.bpmn(read(folder), body=BODY, lang=lang, lane_names=names)


def test_the_judge_is_the_published_one() -> None:
    found = {name: hashlib.sha256((XSD / name).read_bytes()).hexdigest() for name in sorted(SHA256)}
    assert found == SHA256


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_each_shipped_procedure_is_valid_bpmn(folder: Path, lang: str, schema) -> None:
    schema.assertValid(etree.fromstring(written(folder, lang)))


def test_ways_that_part_meet_and_depend_are_valid_bpmn(wide: Path, schema) -> None:
    document = etree.fromstring(written(wide))
    schema.assertValid(document)
    tags = [etree.QName(element).localname for element in document.iter()]
    assert tags.count("parallelGateway") == 2
    assert tags.count("exclusiveGateway") == 2
    assert tags.count("userTask") == 6


def test_every_shape_and_arrow_has_its_place_in_the_diagram(wide: Path) -> None:
    document = etree.fromstring(written(wide))
    named = {"model": "http://www.omg.org/spec/BPMN/20100524/MODEL"}
    process = document.find("model:process", named)
    nodes = {element.get("id") for element in process if element.get("id")}
    drawn = {
        element.get("bpmnElement") for element in document.iter() if element.get("bpmnElement")
    }
    assert nodes - {"lanes"} <= drawn
    lanes = [ref.text for ref in process.iter(f"{{{named['model']}}}flowNodeRef")]
    flows = {element.get("id") for element in process.iter(f"{{{named['model']}}}sequenceFlow")}
    assert sorted(lanes) == sorted(nodes - flows - {"lanes"})


def test_no_shape_covers_another(wide: Path) -> None:
    for folder in (*FOLDERS, wide):
        document = etree.fromstring(written(folder))
        places = []
        for shape in document.iter("{http://www.omg.org/spec/BPMN/20100524/DI}BPMNShape"):
            if not shape.get("isHorizontal"):
                bounds = shape[0]
                places.append([float(bounds.get(k)) for k in ("x", "y", "width", "height")])
        for n, (x, y, w, h) in enumerate(places):
            for x2, y2, w2, h2 in places[:n]:
                assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_no_arrow_runs_through_a_shape(wide: Path) -> None:
    for folder in (*FOLDERS, wide):
        drawn = catalogue.handling_drawing(read(folder))
        for arrow in drawn.arrows:
            for node in drawn.nodes:
                if node.id not in (arrow.source, arrow.target):
                    for one, two in pairwise(arrow.points):
                        assert not crosses(one, two, node), (folder.name, arrow, node)


def crosses(one: tuple[int, int], two: tuple[int, int], node: Any) -> bool:
    (x1, x2), (y1, y2) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    across = x2 > node.x and x1 < node.x + node.width
    return across and y2 > node.y and y1 < node.y + node.height


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_another_reader_finds_the_same_and_warns_of_nothing(wide: Path) -> None:
    reader = """import { readFileSync } from 'node:fs';
const { BpmnModdle } = await import(process.argv[1]);
const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(0, 'utf8'));
const count = rootElement.rootElements.find(e => e.$type === 'bpmn:Process').flowElements.length;
console.log(JSON.stringify({ count, warnings: warnings.length, planes:
  rootElement.diagrams[0].plane.planeElement.length }));"""
    where = next(PACKAGE.resolve().glob("dist/index.js")).as_uri()
    done = subprocess.run(
        ["node", "--input-type=module", "-e", reader, where],
        input=written(wide),
        capture_output=True,
        timeout=60,
        check=True,
    )
    said = json.loads(done.stdout)
    assert said["warnings"] == 0
    assert said["planes"] == said["count"] + 1 + 5  # the pool and its lanes
