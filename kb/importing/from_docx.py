"""A Word document to sections: mammoth makes it HTML, without its pictures."""

from __future__ import annotations

import io
import zipfile

import mammoth  # type: ignore[import-untyped]  # has no types

from kb.importing.documents import Document
from kb.importing.from_html import read_html
from kb.importing.refusals import Refused
from kb.importing.zips import opened

# The document's title stands above its headings, whose outermost style Word calls 1 as well.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(
            f"p[style-name='{word} {level}'] => h{level + 1}:fresh"
            for level in range(1, 6)
            for word in ("Heading", "heading")
        ),
    ]
)


def read_docx(data: bytes, *, key: str, name: str) -> Document:
    """The headings and words of a document. Raises Refused where it is none."""
    with opened(data) as held:
        names = set(held.namelist())
        if "word/document.xml" not in names:
            raise Refused(
                "The file is a zip, but no Word document.", "Save it again as .docx in Word."
            )
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _image: {}),
        ).value
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise _broken() from error
    except Exception as error:
        # Its XML reader's error has no common ancestor with the rest.
        if type(error).__name__ == "ExpatError":
            raise _broken() from error
        raise
    return read_html(f"<body>{html}</body>", key=key, name=name)


def _broken() -> Refused:
    return Refused("The Word document is broken.", "Open it in Word and save it again.")
