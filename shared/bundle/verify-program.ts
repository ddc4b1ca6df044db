import { VERIFY_FILINGS_TEXT } from './verify-program-filings.ts';
import { VERIFY_HELD_TEXT } from './verify-program-held.ts';
import { VERIFY_LEDGER_TEXT } from './verify-program-ledger.ts';
import { VERIFY_WITNESS_TEXT } from './verify-program-witness.ts';

/**
 * `verify.py` as it is put into every bundle: a second implementation, in another language, of what `verify.ts` checks. It is
 * text here because the core has no files. Deliberately shares nothing with our code but docs/FORMAT.md.
 */
export const VERIFY_PROGRAM_TEXT = String.raw`#!/usr/bin/env python3
"""Checks a bulkhead-bundle/1 folder. Needs Python 3.8, its standard library, and the openssl command (version 3) for Ed25519.

  python3 verify.py [FOLDER] [--console FINGERPRINT] [--checkpoint FILE] [--vkey KEY]... [--policy FILE]

It shares no code with the console that wrote the bundle; docs/FORMAT.md is what both follow. Since it came with the bundle,
read it before you rely on it, or take a copy from elsewhere. Exit code 0: everything holds. 1: something does not.
"""
import argparse, base64, hashlib, json, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

SPKI = bytes.fromhex("302a300506032b6570032100")
HEX = re.compile(r"[0-9a-f]{64}\Z")
NAME = re.compile(r"[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?\Z")
KEY_NAME = re.compile(r"[^\s\x85\ufeff+\x00-\x1f\x7f]+\Z")
REQUIRED = {"bagit.txt", "bag-info.txt", "VERIFY.txt", "verify.py", "manifest-sha256.txt", "manifest-sha512.txt", "data/reports/timeline.txt"}
REQUIRED |= {"data/ledger/" + name for name in ("entries.jsonl", "leaf-hashes.txt", "checkpoints.jsonl", "checkpoint")}
TAG_MANIFESTS = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}
findings, jobs, restored, listed = [], [], set(), {}


def finding(code, place, message):
    findings.append((code, place, message))


def say(text):
    """Text from the bundle must not steer the terminal."""
    encoding = sys.stdout.encoding or "ascii"
    print("".join(c if c.isprintable() else "?" for c in text).encode(encoding, "backslashreplace").decode(encoding))


def sha256(data): return hashlib.sha256(data).digest()
def leaf(data): return sha256(b"\x00" + data)
def node(left, right): return sha256(b"\x01" + left + right)


def fold(peaks):
    root = None
    for _, peak in reversed(peaks): root = peak if root is None else node(peak, root)
    return root or sha256(b"")


def push(peaks, leaf_hash):
    level = 0
    while peaks and peaks[-1][0] == level:
        leaf_hash, level = node(peaks.pop()[1], leaf_hash), level + 1
    peaks.append((level, leaf_hash))


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text: raise ValueError("second spelling of base64")
    return data


def canonical(value):
    if value is None or isinstance(value, (bool, str)): return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) >= 2 ** 53: raise ValueError("number beyond 2^53")
        return str(value)
    if isinstance(value, list): return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def parse(data):
    """One JSON value whose canonical form is exactly these bytes."""
    def refuse(text): raise ValueError("number " + text)
    value = json.loads(data.decode("utf-8"), parse_float=refuse, parse_constant=refuse)
    if canonical(value).encode("utf-8") != data: raise ValueError("not canonical")
    return value


def openssl_verifies(job):
    public_key, message, signature, _, _, _ = job
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        for name, data in (("key", SPKI + public_key), ("message", message), ("signature", signature)):
            with open(path(name), "wb") as file: file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", path("key"), "-rawin",
                   "-in", path("message"), "-sigfile", path("signature")]
        return subprocess.run(command, capture_output=True).returncode == 0


def check_openssl():
    """Test 2 of RFC 8032: an openssl that cannot do it would call every signature here wrong."""
    key, message, signature = map(bytes.fromhex, (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
    if openssl_verifies((key, message, signature) + ("",) * 3) and not openssl_verifies((key, b"s", signature) + ("",) * 3): return
    raise ValueError("the openssl command here cannot check Ed25519 signatures: put OpenSSL 3 first in PATH")


def later(public_key, message, signature, code, place, what):
    jobs.append((public_key, message, signature, code, place, what))


def fingerprint(public_key): return hashlib.sha256(SPKI + public_key).hexdigest()
def key_id(name, public_key): return sha256(name.encode() + b"\n\x01" + public_key)[:4]
LOW_ORDER = {0, 1, 2 ** 255 - 20} | {int.from_bytes(bytes.fromhex(y), "little") for y in (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")}


def acceptable(key):
    """Verifiers agree what verifies under it: a canonical encoding, and no point of small order (docs/FORMAT.md 6.1)."""
    y = int.from_bytes(key, "little") & (2 ** 255 - 1)
    return len(key) == 32 and y < 2 ** 255 - 19 and y not in LOW_ORDER


def milliseconds(text): return (datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ") - datetime(1970, 1, 1)) // timedelta(milliseconds=1)


def instant(seconds):
    try: return (datetime(1970, 1, 1) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    except OverflowError: return "%d seconds after 1970" % seconds


def pem(key): return b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(SPKI + key) + b"\n-----END PUBLIC KEY-----\n"
def operator_name(print_): return "bulkhead/operator/" + print_[:16]


def vkey(name, key): return "%s+%s+%s\n" % (name, key_id(name, key).hex(), base64.b64encode(b"\x01" + key).decode())


def plain(path, data):
    """A text whose line ends a program on the way changed: told once, and read as it was."""
    if path.startswith("data/exhibits/") or path.endswith((".sig", ".pae")): return data
    text = data.replace(b"\r\n", b"\n")
    if len(data) == len(text) or b"\r" in text or len(data) - len(text) != text.count(b"\n"): return data
    if path not in restored: finding("LINE_ENDINGS_CHANGED", path, "line endings were changed: CRLF where LF belongs")
    restored.add(path)
    return text


def read(path):
    """A regular file that the walk found; what lies elsewhere, or never ends, is not opened."""
    if path not in listed:
        finding("FILE_MISSING", path, "is not there, or is no plain file")
        return b""
    try:
        with open(path, "rb") as file: return plain(path, file.read())
    except OSError as error:
        finding("FILE_MISSING", path, error.strerror)
        return b""


def digests(path):
    hashes = {"sha256": hashlib.sha256(), "sha512": hashlib.sha512()}
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            for running in hashes.values(): running.update(block)
    return {name: running.hexdigest() for name, running in hashes.items()}


def walk():
    """Every file below here; links and devices are findings and are not opened."""
    found = {}
    for folder, folders, names in os.walk(".", followlinks=False):
        for name in list(folders) + names:
            full = os.path.join(folder, name)
            path = full[2:].replace(os.sep, "/")
            if os.path.isdir(full) and not os.path.islink(full): continue
            if os.path.islink(full) or not os.path.isfile(full): finding("FILE_UNSAFE_NAME", path, "a link or device")
            elif not all(NAME.match(part) for part in path.split("/")): finding("FILE_UNSAFE_NAME", path, "a name that is not allowed")
            else: found[path] = os.path.getsize(full)
    listed.update(found)
    return found


def manifest(path, digits):
    lines, before = {}, ""
    data = read(path)
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n")[:-1], 1):
        match = re.match(r"([0-9a-f]{%d})  (.+)\Z" % digits, line)
        if not match or match.group(2) <= before or not all(NAME.match(part) for part in match.group(2).split("/")):
            finding("MANIFEST_MALFORMED", path, "line %d" % number)
            continue
        before = match.group(2)
        lines[before] = match.group(1)
    if data and not data.endswith(b"\n"): finding("MANIFEST_MALFORMED", path, "cut")
    return lines


def only_line_ends(path, lists, present):
    """True when the file is what the manifests say but for its line ends; its size is then what it was."""
    if path.startswith("data/exhibits/") or present[path] > 1 << 30: return False
    data = read(path)
    if path not in restored or any(lists[name].get(path) != getattr(hashlib, name)(data).hexdigest() for name in lists): return False
    present[path] = len(data)
    return True


def check_files(present):
    """Every file that a manifest names is there and has its hashes; both manifests of a kind name the same files."""
    covered, cache = set(), {}
    for kind in ("manifest", "tagmanifest"):
        lists = {name: manifest("%s-%s.txt" % (kind, name), size) for name, size in (("sha256", 64), ("sha512", 128))}
        for path in sorted(set(lists["sha256"]) | set(lists["sha512"])):
            covered.add(path)
            if (kind == "manifest") != path.startswith("data/"): finding("MANIFEST_MALFORMED", kind, "lists " + path)
            if path not in present:
                finding("FILE_MISSING", path, "named by the %s" % kind)
                continue
            if path not in cache: cache[path] = digests(path)
            wrong = [name for name in lists if lists[name].get(path) != cache[path][name]]
            if len(wrong) == 2 and only_line_ends(path, lists, present): continue
            if len(wrong) == 2: finding("FILE_ALTERED", path, "is not what the manifests say")
            elif wrong: finding("MANIFEST_MALFORMED", "%s-%s.txt" % (kind, wrong[0]), "says something else about " + path)
    for path in sorted(REQUIRED - covered): finding("FILE_MISSING", path, "no manifest names it")
    return covered


${VERIFY_FILINGS_TEXT}${VERIFY_LEDGER_TEXT}${VERIFY_WITNESS_TEXT}def check_evidence(ledger, present):
    for digest, uses in ledger.evidence.items():
        path = "data/exhibits/%s" % digest
        if path not in present:
            finding("EVIDENCE_MISSING", path, "named by entry %d" % uses[0][0])
            continue
        if digests(path)["sha256"] != digest: finding("EVIDENCE_ALTERED", path, "named by entry %d" % uses[0][0])
        for index, size in uses:
            if size not in (None, present[path]): finding("EVIDENCE_ALTERED", path, "entry %d says %d bytes" % (index, size))
    for path in present:
        if path.startswith("data/exhibits/") and path[14:] not in ledger.evidence: finding("EVIDENCE_EXTRA", path, "no entry names it")


def check_attestation(ledger):
    """The envelope, its exact signed bytes and its raw signatures belong together, and speak about these very files."""
    files = {"attestation.intoto.jsonl"}
    try:
        envelope = parse(read("attestation.intoto.jsonl")[:-1] if read("attestation.intoto.jsonl").endswith(b"\n") else b"")
        payload = unbase64(envelope["payload"])
        statement = parse(payload)
        handoff = statement["predicate"]
        kind = "application/vnd.in-toto+json"
        pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
        if set(envelope) != {"payload", "payloadType", "signatures"} or envelope["payloadType"] != kind: raise ValueError("payloadType")
        files.add("attestation.pae")
        if read("attestation.pae") != pae: finding("ATTESTATION_MALFORMED", "attestation.pae", "is not what the envelope holds")
        exporter = handoff["exporter"]["fingerprint"]
        signers = [(fingerprint(ledger.console), ledger.console), (exporter, exporter in ledger.keys and ledger.keys[exporter].key)]
        if [line["keyid"] for line in envelope["signatures"]] != [name for name, _ in signers]: raise ValueError("not signed by console and exporter")
        for line, (name, key) in zip(envelope["signatures"], signers):
            path = "attestation.%s.sig" % name
            files.add(path)
            if set(line) != {"keyid", "sig"}: raise ValueError("signature line")
            if read(path) != unbase64(line["sig"]): finding("ATTESTATION_SIGNATURE_INVALID", path, "is not the signature in the envelope")
            line_of = ledger.keys.get(name)
            if not key: finding("ATTESTATION_SIGNATURE_INVALID", path, "not by someone of this ledger")
            elif line_of and (line_of.ended is not None or line_of.lacks): finding("KEY_REVOKED", path, "by a key that does not count")
            if key: later(key, pae, unbase64(line["sig"]), "ATTESTATION_SIGNATURE_INVALID", "attestation.intoto.jsonl", name)
        names = ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "data/ledger/checkpoint"]
        if [subject["name"] for subject in statement["subject"]] != names: raise ValueError("subjects")
        for subject in statement["subject"]:
            if hashlib.sha256(read(subject["name"])).hexdigest() != subject["digest"]["sha256"]:
                finding("FILE_ALTERED", subject["name"], "is not what was attested")
        facts = {"format": "bulkhead-bundle/1", "origin": ledger.origin, "size": len(ledger.actors), "root": fold(ledger.peaks).hex(),
                 "exercise": ledger.type == "exercise", "console": fingerprint(ledger.console)}
        for name in facts:
            if handoff[name] != facts[name]: finding("ATTESTATION_MISMATCH", "attestation.intoto.jsonl", name)
        say("handed out at %s by %s to %s: %s" % (handoff["exportedAt"], handoff["exporter"]["name"], handoff["recipient"], handoff["purpose"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        finding("ATTESTATION_MALFORMED", "attestation.intoto.jsonl", str(error))
    return files


def check_trust(ledger):
    if not ledger.console: return set()
    keys = [(ledger.origin, ledger.console)] + [(operator_name(who), line.key) for who, line in ledger.keys.items()]
    wanted = {"trust/operators/%s.pem" % who: pem(line.key) for who, line in ledger.keys.items()}
    wanted["trust/console.pem"] = pem(ledger.console)
    former = [key for key in ledger.held() if key != ledger.console]
    wanted.update({"trust/consoles/%s.pem" % fingerprint(key): pem(key) for key in former})
    wanted["trust/vkeys.txt"] = "".join(vkey(*key) for key in keys + [(ledger.origin, key) for key in former]).encode()
    wanted["trust/policy.txt"] = ("log " + vkey(*keys[0]) + "quorum none\n").encode()
    for path, data in wanted.items():
        if read(path) != data: finding("FILE_ALTERED", path, "is not what the ledger says")
    return set(wanted)


${VERIFY_HELD_TEXT}def main():
    arguments = argparse.ArgumentParser(description="Checks a bulkhead-bundle/1 folder.")
    arguments.add_argument("folder", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    arguments.add_argument("--console", help="fingerprint of the console key, from a second channel")
    arguments.add_argument("--checkpoint", help="file with a checkpoint that you were given earlier: a note, three lines, or the lines of a sheet of paper")
    arguments.add_argument("--vkey", action="append", default=[], help="verifier key of a witness or of the console, from a second channel")
    arguments.add_argument("--policy", help="file with a C2SP tlog-policy: logs, witnesses, quorum")
    options = arguments.parse_args()
    try:
        check_openssl()
        policy = read_policy(options)
        held, held_lines = read_known(options.checkpoint) if options.checkpoint else (None, {})
        os.chdir(options.folder)
    except (OSError, ValueError) as error: arguments.error(str(error))
    present = walk()
    covered = check_files(present)
    if read("bagit.txt") != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n": finding("BAG_MALFORMED", "bagit.txt", "not BagIt 1.0")
    payload = [size for path, size in present.items() if path.startswith("data/")]
    if ("\nPayload-Oxum: %d.%d\n" % (sum(payload), len(payload))).encode() not in read("bag-info.txt"):
        finding("BAG_MALFORMED", "bag-info.txt", "Payload-Oxum does not fit")
    ledger = check_ledger(held)
    check_evidence(ledger, present)
    attestation = check_attestation(ledger) | TAG_MANIFESTS
    covered |= attestation
    known = REQUIRED | attestation | check_trust(ledger)
    if held: check_known(ledger, options.checkpoint, *held)
    witnesses = Witnesses(ledger, policy)
    for index, body in ledger.cosigned: witnesses.recorded(index, body)
    for where, text, signatures, root, size in ledger.others: witnesses.lines(where, text, signatures, root, size)
    if held: witnesses.lines(options.checkpoint, "%s\n%d\n%s\n" % (held[0], held[1], base64.b64encode(held[2]).decode()), ledger.foreign(held_lines), held[2], held[1])
    known |= {path for path in present if path.startswith("data/exhibits/")}
    for path in sorted(set(present) - (covered & known)): finding("FILE_EXTRA", path, "nobody vouches for it, or no file of this format")
    with ThreadPoolExecutor() as pool: holds = list(pool.map(openssl_verifies, jobs))
    for (_, _, _, code, place, what), good in zip(jobs, holds):
        if not good: finding(code, place, what)
    witnesses.judge(holds)
    own = fingerprint(ledger.console) if ledger.console else "(none)"
    for (index, _), key, before in zip(ledger.consoles[1:], ledger.held()[1:], ledger.held()):
        print("entry %d handed over from console key %s to %s, signed by both" % (index, fingerprint(before), fingerprint(key)))
    for name, key in ledger.brought: say("key %s of %s was brought from another console; what became of it there is not in this record" % (key, name))
    if options.console and options.console.lower() not in [fingerprint(key) for key in ledger.held()]: finding("TRUST_MISMATCH", "data/ledger/entries.jsonl entry 0", "the console key is " + own)
    for code, place, message in findings: say("FAIL %s %s: %s" % (code, place, message))
    if ledger.type == "exercise": print("EXERCISE: this is the record of a rehearsal and proves nothing about a live incident.")
    say("origin %s, %d entries, root %s, %d signatures checked" % (ledger.origin, len(ledger.actors), fold(ledger.peaks).hex(), len(jobs)))
    print("console key %s%s" % (own, "" if options.console or policy.logs else " (NOT compared: get it by a second channel, and use --console)"))
    witnesses.tell(len(ledger.actors))
    if ledger.stamps: print("%d time-stamps are on record; this program does not check them, the openssl lines of VERIFY.txt do." % ledger.stamps)
    part = held and 0 < held[1] <= len(ledger.actors) and held[0] == ledger.origin and ledger.roots.get(held[1]) == held[2]
    if part: print("The checkpoint you hold (size %d) is part of this ledger: it was not rolled back behind it." % held[1])
    print("Not shown: that nothing was removed from the end%s, and that the recorded times are true." % (" after that" if part else " (only against a checkpoint you hold)"))
    print("NOT VERIFIED: %d findings" % len(findings) if findings else "VERIFIED")
    return 1 if findings else 0


if __name__ == "__main__": sys.exit(main())
`;
