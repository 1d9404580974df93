"""A file beside the schema of its year, which an authority brings: none comes with Kinwork."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from .problems import BadReturn
from .schema import Schema
from .xml_reading import SAFE, elements, one_line

MOST = 1_000  # findings that are kept; a file with more has one cause


def validate(path: Path, schema: Path) -> Schema:
    """Each place at which the file is not as the schema has it. Raises ``BadReturn``."""
    for _ in elements(path, "Message", tags=("Header",)):
        break  # what is no return at all is refused before the schema is asked
    parser = etree.XMLParser(**SAFE)
    try:
        rules = etree.XMLSchema(etree.parse(str(schema), parser))
    except OSError as problem:
        raise BadReturn(f"{schema}: {problem.strerror or 'cannot be read'}, expected a schema (XSD)") from None
    except etree.XMLSyntaxError as problem:
        raise BadReturn(f"{schema}: {one_line(problem)}, expected a schema (XSD)") from None
    except etree.XMLSchemaParseError as problem:
        raise BadReturn(f"{schema}: {' '.join(str(problem).split())[:160]}, expected a schema (XSD)") from None
    try:
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as problem:
        raise BadReturn(f"{path}: {one_line(problem)}, expected an XML file that is whole") from None
    valid = rules.validate(tree)
    findings: list[dict[str, object]] = [
        {"line": entry.line, "path": entry.path, "message": entry.message} for entry in list(rules.error_log)[:MOST]
    ]
    return Schema(checked=True, valid=valid, findings=findings)
