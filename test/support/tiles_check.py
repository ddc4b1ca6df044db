#!/usr/bin/env python3
"""Checks a folder in the shape of C2SP tlog-tiles v0.1.0 with the standard library alone. Prints size and root, or what is wrong.

  python3 tiles_check.py FOLDER

Knows RFC 6962 and the layout, and nothing of the console: every hash is made again from the entry bundles.
"""
import base64, hashlib, os, sys

folder = sys.argv[1]


def stop(what):
    print(what)
    sys.exit(1)


def name(index):
    digits = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        digits = "x%03d/%s" % (index % 1000, digits)
    return digits


def load(kind, index, width):
    path = "tile/%s/%s" % (kind, name(index)) + ("" if width == 256 else ".p/%d" % width)
    try:
        with open(os.path.join(folder, path), "rb") as file:
            expected.add(path)
            return file.read()
    except OSError:
        stop("missing: " + path)


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree(hashes):
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node(tree(hashes[:split]), tree(hashes[split:]))


def widths(count):
    return [256] * (count // 256) + ([count % 256] if count % 256 else [])


expected = {"checkpoint"}
with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
    origin, size_text, root_text = file.read().split("\n")[:3]
size, root = int(size_text), base64.b64decode(root_text, validate=True)

leaves = []
for index, width in enumerate(widths(size)):
    bundle, at, entries = load("entries", index, width), 0, 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if len(entry) != length or not entry.startswith(b"{"):
            stop("entry bundle %d is cut" % index)
        leaves.append(hashlib.sha256(b"\x00" + entry).digest())
        at, entries = at + 2 + length, entries + 1
    if entries != width:
        stop("entry bundle %d has %d entries, its name says %d" % (index, entries, width))

hashes, level = leaves, 0
while hashes:
    above = []
    for index, width in enumerate(widths(len(hashes))):
        mine = hashes[index * 256 : index * 256 + width]
        if load(level, index, width) != b"".join(mine):
            stop("tile %d/%d does not hold the hashes below it" % (level, index))
        if width == 256:
            above.append(tree(mine))
    hashes, level = above, level + 1

if tree(leaves) != root:
    stop("the root is not the root of these entries")

# Partial tiles of earlier sizes may stay; whatever else is there is too much.
for place, _, files in os.walk(folder):
    for file in files:
        path = os.path.relpath(os.path.join(place, file), folder).replace(os.sep, "/")
        if path not in expected and ".p/" not in path:
            stop("too much: " + path)
print(origin, size, root.hex())
