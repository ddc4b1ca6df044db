#!/usr/bin/env python3
"""A strict minimal validator for BagIt 1.0 (RFC 8493), for tests: no package for it can be relied on offline. Knows nothing of Bulkhead."""
import hashlib, os, re, sys

bag = sys.argv[1]
faults = []
read = lambda name: open(os.path.join(bag, name), "rb").read()
files = {os.path.relpath(os.path.join(folder, name), bag).replace(os.sep, "/") for folder, _, names in os.walk(bag) for name in names}
payload = {name for name in files if name.startswith("data/")}

# 2.1.1 declaration, 2.1.2 payload folder
if read("bagit.txt") != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n": faults.append("bagit.txt")
if not os.path.isdir(os.path.join(bag, "data")): faults.append("no data/")
if "fetch.txt" in files: faults.append("fetch.txt")
manifests = sorted(name for name in files if re.fullmatch(r"(tag)?manifest-[a-z0-9]+\.txt", name))
if not any(name.startswith("manifest-") for name in manifests): faults.append("no payload manifest")

for name in manifests:
    algorithm = name.rsplit("-", 1)[1][:-4]
    listed = {}
    for line in read(name).decode("utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+\*?(\S.*)", line)
        if not match: faults.append("%s: line %r" % (name, line)); continue
        path = match.group(2)
        # 2.1.3: percent-encoding of CR, LF and % only; none is used, so none may appear. 5.1: no way out of the bag.
        if "%" in path or path.startswith(("/", "~")) or ".." in path.split("/") or "\\" in path: faults.append("%s: path %r" % (name, path))
        if path in listed: faults.append("%s: %s twice" % (name, path))
        listed[path] = match.group(1).lower()
    for path, digest in listed.items():
        if path not in files: faults.append("%s: %s is missing" % (name, path))
        elif hashlib.new(algorithm, read(path)).hexdigest() != digest: faults.append("%s: %s is altered" % (name, path))
    if name.startswith("manifest-") and set(listed) != payload: faults.append("%s: does not list every payload file exactly once" % name)
    if name.startswith("tagmanifest-"):
        if any(path.startswith("data/") or path.startswith("tagmanifest-") for path in listed): faults.append("%s: lists what it must not" % name)
        if not {other for other in manifests if other.startswith("manifest-")} <= set(listed): faults.append("%s: leaves out a payload manifest" % name)

for line in read("bag-info.txt").decode("utf-8").splitlines():
    if not re.fullmatch(r"[^:\s][^:]*: \S.*", line): faults.append("bag-info.txt: %r" % line)
oxum = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", read("bag-info.txt").decode("utf-8"), re.M)
if not oxum or (int(oxum[1]), int(oxum[2])) != (sum(len(read(path)) for path in payload), len(payload)): faults.append("Payload-Oxum")

for fault in faults: print(fault)
sys.exit(1 if faults else 0)
