"""Archives of XML parts (.xlsx, .ods), looked through before anything in them is trusted."""

import io
import re
import zipfile
import zlib

from workbench.importers.refusals import ImportRefused

_MOST_PARTS = 5_000
_LARGEST_WHOLE = 300_000_000
_LARGEST_PART = 150_000_000
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"}


def inspect(name: str, content: bytes) -> frozenset[str]:
    """Return the names of the parts of an archive after looking at all of its XML.

    Raises ImportRefused when it is broken, protected, would unpack to far more than a workbook holds, or declares
    XML entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ImportRefused(f"{name} is protected with a password; save a copy without one and import that.")
            if _swollen(parts):
                raise ImportRefused(
                    f"{name} unpacks to far more than a workbook holds and was not opened; "
                    "copy the matrix into a new workbook."
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _refuse_entities(name, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ImportRefused(f"{name} is damaged or cut off; open it in its own program and save it anew.") from error
    return frozenset(part.filename for part in parts)


def _swollen(parts: list[zipfile.ZipInfo]) -> bool:
    return (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _LARGEST_WHOLE
        or any(part.file_size > _LARGEST_PART for part in parts)
        or any(part.file_size > 10_000_000 and part.file_size > 500 * max(part.compress_size, 1) for part in parts)
    )


def _refuse_entities(name: str, text: bytes) -> None:
    declared = _ENCODING.match(text)
    foreign = declared is not None and declared[1].lower() not in _PLAIN_ENCODINGS
    wide = text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in text[:64]
    if foreign or _DOCTYPE.search(text.replace(b"\x00", b"") if wide else text):
        raise ImportRefused(
            f"{name} carries declarations that no workbook needs and that can do harm; it was not opened."
        )
