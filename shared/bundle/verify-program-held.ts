/** The part of `verify.py` that reads what the reader holds: a checkpoint, a sheet of paper, keys. See verify-program.ts. */
export const VERIFY_HELD_TEXT = String.raw`def check_known(ledger, path, origin, size, root):
    if origin != ledger.origin: finding("ORIGIN_MISMATCH", path, "of another ledger, " + origin)
    elif size not in ledger.roots: finding("KNOWN_CHECKPOINT_AHEAD", path, "the ledger was rolled back")
    elif ledger.roots[size] != root: finding("KNOWN_CHECKPOINT_FORK", path, "tells another story")


PAPER = "BULKHEAD ROOT ON PAPER 1"


def check_characters(label, content):
    total = 0
    for character in ("%s:%s" % (label, content)).lower(): total = (total * 33 + ord(character)) % 1021
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] for digit in divmod(total, 32))


def read_paper(path, text):
    """The lines of a sheet of paper (docs/FORMAT.md 6.4), as somebody typed them in; groups, case and order are free."""
    labels, found, wrong = ["KIND", "ID1", "ID2", "SIZE", "R1", "R2", "R3", "R4"], {}, []
    for line in text.splitlines():
        label, *rest = line.upper().split() or [""]
        typed = "".join(rest)
        if label not in labels or not typed: continue
        content, check = typed[:-2].lower(), typed[-2:].translate(str.maketrans("OIL", "011"))
        form = {"KIND": "journal|incident|exercise", "SIZE": "0|[1-9][0-9]{0,15}"}.get(label, "[0-9a-f]{16}")
        if label in found or not re.fullmatch(form, content) or check_characters(label, content) != check: wrong.append(label)
        found[label] = content
    wrong += [label for label in labels if label not in found]
    if wrong: raise ValueError("%s: look at the line %s of the sheet: a slip, twice there, or missing" % (path, ", ".join(wrong)))
    return "bulkhead/%(KIND)s/%(ID1)s%(ID2)s" % found, int(found["SIZE"]), bytes.fromhex("%(R1)s%(R2)s%(R3)s%(R4)s" % found)


def read_known(path):
    with open(path, encoding="utf-8", newline="") as file: text = file.read()
    if PAPER in text or re.search(r"^\s*KIND\s", text, re.I | re.M): return read_paper(path, text), {}
    lines = text.split("\n")
    if len(lines) < 4 or lines[3] or not re.fullmatch("0|[1-9][0-9]{0,15}", lines[1]) or len(unbase64(lines[2])) != 32:
        raise ValueError("%s is not a checkpoint: three lines of origin, size and root, then nothing or an empty line and signatures" % path)
    try: return (lines[0], int(lines[1]), unbase64(lines[2])), signed_note(text)[2] if "\n\n" in text else {}
    except ValueError as error: raise ValueError("the signature lines of %s cannot be read: %s" % (path, error))


def read_policy(options):
    """What the reader brought about keys, from the command line and from a file."""
    policy = Policy()
    try:
        for text in options.vkey: policy.bring(text)
    except ValueError as error: raise ValueError("%s is not a verifier key: %s" % (text[:80], error))
    if options.policy and policy.names: raise ValueError("with --policy the witnesses stand in the policy")
    try:
        if options.policy:
            with open(options.policy, encoding="utf-8", newline="") as file: policy.read(file.read())
    except ValueError as error: raise ValueError("%s is not a policy: %s" % (options.policy, error))
    return policy


`;
