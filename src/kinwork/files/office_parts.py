"""The XML inside Word and Excel files: what it leads to, what its fields do, and that it hides nothing."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .kinds import Refused
from .office_words import DAMAGED, FETCHES, MACROS, PROGRAMS

UTF_8, UTF_16, UTF_32 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff"), (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
# In these every "<" is one byte, so that nothing can be hidden from whoever looks for it.
TRANSPARENT = re.compile(rb"(?i)utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d")
DTD = re.compile(rb"<!(doctype|entity|element|attlist|notation)", re.IGNORECASE)
LINKS = re.compile(rb"[<:](ddeLink|oleLink|mailMerge)[\s/>]")
WORTH_READING = re.compile(rb"[<:](instrText|delInstrText|fldSimple|imagedata|fill)[\s/>]")
MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex")
# What a part leads to, by the last word of the kind of lead.
LEADS = {
    **dict.fromkeys(("vbaproject", "vbaprojectsignature", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"), MACROS),
    **dict.fromkeys(("oleobject", "package", "afchunk", "subdocument", "control", "activexcontrolbinary"), PROGRAMS),
    **dict.fromkeys(("attachedtemplate", "frame", "connections", "webextension", "webextensiontaskpanes"), FETCHES),
}
WEB = re.compile(r"(?i)https?://|mailto:|#")
# On the computer where it was written, or by its name alone: many an office writes its letters on one.
OWN_TEMPLATE = re.compile(r"(?i)(file:///)?[a-z]:[\\/](?![\\/])[^?#]*\.do[tc][xm]?$|[^:/\\]+\.dot[xm]?$")
OUTSIDE = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]*:|//|\\\\)")
# Fields by their first word, as Word reads them; the long ones wherever they stand.
FIELDS = re.compile(
    r"(?i)^[\W_]*(DDE|LINK|IMPORT|INCLUDE|DATABASE|RD)(?![\w.])|(DDEAUTO|INCLUDEPICTURE|INCLUDETEXT)(?!\w)"
)
HYPERLINK = re.compile(r"(?is)^[\W_]*HYPERLINK(.*)")
WITH_A_WORD = ("\\l", "\\o", "\\t")  # switches of a hyperlink that are followed by what they say


def is_xml(name: str, content: bytes) -> bool:
    """By its name, or because it begins as XML does, whatever its name is."""
    if name.endswith((".xml", ".rels", ".vml")):
        return True
    start = content[:400].replace(b"\0", b"")
    for mark in (UTF_8, *UTF_16):
        start = start.removeprefix(mark)
    return start.lstrip().startswith(b"<")


def plain_xml(content: bytes) -> bytes:
    """XML in which every "<" is one byte. What is written in another way is not taken, nor a DTD."""
    if content.startswith(UTF_16) and not content.startswith(UTF_32):
        try:
            said = content.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused(DAMAGED) from None
        content = re.sub(r"^\s*<\?xml.*?\?>", "", said, count=1, flags=re.DOTALL).encode("utf-8", "replace")
    content = content.removeprefix(UTF_8)
    declared = DECLARED.match(content)
    if b"\0" in content or (declared and not TRANSPARENT.fullmatch(declared[1])):
        raise Refused(DAMAGED)
    if DTD.search(content):
        raise Refused(DAMAGED)  # no such file has one, but for harm
    return content


def read(content: bytes, target: Any) -> None:
    """Hand what stands in a part to a reader, as it comes."""
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Refused(DAMAGED) from None


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


class Reader:
    """What is read as it comes; nothing of it is kept."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


class _Types(Reader):
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        for value in attributes.values():
            if any(one in value.lower() for one in MACRO_TYPES):
                raise Refused(MACROS)
            if value.lower().endswith((".connections+xml", ".webextension+xml", ".webextensiontaskpanes+xml")):
                raise Refused(FETCHES)


class _Leads(Reader):
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag).lower() != "relationship":
            return
        said = {local(name).lower(): value.strip() for name, value in attributes.items()}
        kind = said.get("type", "").rstrip("/").rpartition("/")[2].lower()
        target = said.get("target", "")
        if kind == "attachedtemplate" and OWN_TEMPLATE.match(target):
            return
        if said.get("targetmode", "").lower() in ("", "internal"):
            if OUTSIDE.match(target):
                raise Refused(FETCHES)
        elif kind != "hyperlink" or not WEB.match(target):
            raise Refused(FETCHES)
        if kind in LEADS:
            raise Refused(LEADS[kind])


class _Words(Reader):
    """The codes of fields, put together from the runs they are scattered over, and from fields inside them."""

    def __init__(self) -> None:
        self.fields: list[list[str]] = []
        self.in_code: list[bool] = []
        self.loose: list[str] = []
        self.within = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.within = local(tag)
        said = {local(name): value for name, value in attributes.items()}
        if self.within == "fldSimple":
            _look_at_field(said.get("instr", ""))
        elif self.within == "fldChar":
            self._turn(said.get("fldCharType", "").strip())
        elif self.within in ("imagedata", "fill") and any(OUTSIDE.match(said.get(one, "")) for one in ("src", "href")):
            raise Refused(FETCHES)

    def _turn(self, what: str) -> None:
        if what == "begin":
            self.fields.append([])
            self.in_code.append(True)
        elif self.fields and what in ("separate", "end"):
            _look_at_field("".join(self.fields[-1]))
            self.in_code[-1] = False
            if what == "end":
                self.fields.pop()
                self.in_code.pop()

    def data(self, text: str) -> None:
        if self.within in ("instrText", "delInstrText"):
            self.loose.append(text)
            if self.fields:
                self.fields[-1].append(text)
        elif self.within == "t" and self.fields:
            # What a field inside says is part of the code of the one around it.
            around = -1 if self.in_code[-1] else -2
            if len(self.fields) >= -around and self.in_code[around]:
                self.fields[around].append(text)

    def end(self, tag: str) -> None:
        self.within = ""
        if local(tag) == "p":
            _look_at_field("".join(self.loose))
            self.loose.clear()

    def close(self) -> None:
        for code in (self.loose, *self.fields):
            _look_at_field("".join(code))


def _look_at_field(code: str) -> None:
    if FIELDS.search(code):
        raise Refused(FETCHES)
    if found := HYPERLINK.match(code):
        words = iter(re.findall(r'"[^"]*"|[^\s"]+', found[1]))
        for word in words:
            if word.lower() in WITH_A_WORD:
                next(words, None)
            elif not re.fullmatch(r"\\\w", word):
                if word.strip('"') and not WEB.match(word.strip('" ')):
                    raise Refused(FETCHES)
                break


def look_at_types(content: bytes) -> None:
    """What kinds of parts the document says it has."""
    read(content, _Types())


def look_at_leads(content: bytes) -> None:
    """Where a part leads to."""
    read(content, _Leads())


def look_at_words(content: bytes) -> None:
    """What is written, drawn or reckoned; the whole is read only where a field or a drawing of the old kind stands."""
    if LINKS.search(content):
        raise Refused(FETCHES)
    if WORTH_READING.search(content):
        read(content, _Words())
