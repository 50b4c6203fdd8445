#!/usr/bin/env python3
"""What libxml2 reads in documents.

Standard input:  {"documents": [base64]}
Standard output: [null for a document that is not well-formed, else its root: [name, {attribute: value}, [child or text]]]

Names are as they are written, prefix included; neighbouring texts are one, comments are left out.
"""

import base64
import json
import sys
from typing import Any

from lxml import etree


def main() -> None:
    question = json.load(sys.stdin)
    json.dump([_read(base64.b64decode(text)) for text in question["documents"]], sys.stdout)


def _read(document: bytes) -> Any:
    # The declaration's encoding plays no part: AWS sends UTF-8, and so do we read.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        return ["a document type", {}, []]
    return _element(root)


def _element(element: Any) -> Any:
    if not isinstance(element.tag, str):
        # Processing instructions and unresolved entities.
        return ["something else", {}, []]
    children: list[Any] = []
    _text(children, element.text)
    for child in element:
        children.append(_element(child))
        _text(children, child.tail)
    name = etree.QName(element).localname
    attributes = {etree.QName(key).localname: value for key, value in element.attrib.items()}
    return [f"{element.prefix}:{name}" if element.prefix else name, attributes, children]


def _text(children: list[Any], text: str | None) -> None:
    if not text:
        return
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


if __name__ == "__main__":
    main()
