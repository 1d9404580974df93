"""Photographs: drawn anew, upright, without anything else that stood in the file; and a small one for the page.

What a camera writes beside the picture (where, when, with what) goes with the old file, and so does whatever somebody
hid behind it.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from .kinds import FileKind, Refused

MOST_PIXELS = 64_000_000
SMALL = 320  # pixels, the longer side
QUALITY = 90
NOT_WHOLE = "This picture is damaged or not whole. Take or export it again."
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")


def _register() -> None:
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False)


def redraw(file: Path, picture: Path, small: Path) -> FileKind:
    """Write the picture and its small one. Raises :class:`Refused`."""
    _register()
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(file, formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise _too_many(width, height)
            drawn = _plain(opened)
    except Image.DecompressionBombError:
        raise Refused("This picture has too many dots to be opened safely. Make it smaller.") from None
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError):
        raise Refused(NOT_WHOLE) from None
    kind = FileKind.PNG if drawn.mode in ("RGBA", "LA") or opened.format in ("PNG", "GIF") else FileKind.JPEG
    if kind is FileKind.PNG:
        drawn.save(picture, "PNG")
    else:
        drawn.save(picture, "JPEG", quality=QUALITY, optimize=True)
    _small(drawn, small)
    return kind


def _too_many(width: int, height: int) -> Refused:
    return Refused(
        f"This picture has {width * height / 1_000_000:,.0f} million dots; {MOST_PIXELS / 1_000_000:g} million is the "
        "most. Make it smaller."
    )


def _plain(opened: Any) -> Image.Image:
    """The picture itself: the first of several, upright, in everyday colours, with nothing written beside it."""
    profile = opened.info.get("icc_profile")
    upright = ImageOps.exif_transpose(opened)
    has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    colours = _everyday(upright, profile).convert("RGBA" if has_holes else "RGB")
    # The dots alone: whatever Pillow would carry along in ``info`` stays behind.
    return Image.frombytes(colours.mode, colours.size, colours.tobytes())


def _everyday(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a profile that cannot be read says nothing of the picture
    return turned or picture


def _small(drawn: Image.Image, into: Path) -> None:
    small = drawn.copy()
    small.thumbnail((SMALL, SMALL))
    if small.mode != "RGB":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    small.save(into, "JPEG", quality=72, optimize=True)
