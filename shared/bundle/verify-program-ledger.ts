/** The part of `verify.py` that reads the ledger: entries, roster, tree, checkpoints, attribution. See verify-program.ts. */
export const VERIFY_LEDGER_TEXT = String.raw`class Line:
    """A key on the roster (docs/FORMAT.md 7)."""
    def __init__(self, key, name, roles, person, by, lacks, vouchers):
        self.key, self.name, self.roles, self.person, self.by, self.lacks = key, name, roles, person, by, set(lacks)
        self.vouchers, self.assigned = vouchers, None
        self.ended, self.why, self.ended_by, self.next = None, None, None, None


def signed_note(note):
    """Text and signature lines of a signed note (docs/FORMAT.md 5); of the text origin, size and root (6.2)."""
    text, block = note.rsplit("\n\n", 1)
    text += "\n"
    origin, size, root, end = text.split("\n")
    if end or not re.match(r"(0|[1-9][0-9]*)\Z", size): raise ValueError("not origin, size, root")
    if not block.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f\x7f]", note): raise ValueError("control character, or cut")
    signatures, lines = {}, block[:-1].split("\n")
    if len(lines) > 100: raise ValueError("more than 100 signature lines")
    for line in lines:
        dash, name, blob = line.split(" ")
        blob = unbase64(blob)
        if dash != "\u2014" or len(blob) < 5 or not KEY_NAME.match(name): raise ValueError("signature line")
        signatures.setdefault((name, blob[:4]), []).append(blob[4:])
    return text, (origin, int(size), unbase64(root)), signatures


class Ledger:
    def __init__(self, wanted):
        self.console, self.origin, self.type, self.peaks, self.roots, self.wanted = None, None, None, [], {}, wanted
        self.consoles, self.pending = [], None
        self.two, self.requested, self.leaning, self.brought = False, {}, set(), []
        self.keys, self.evidence, self.last, self.actors, self.stamps = {}, {}, -1, [], 0
        self.filings, self.cosigned, self.others, self.signed = Filings(), [], [], {}

    def admit(self, line, index, by, person=None, lacks=(), vouchers=None):
        key, one, where = unbase64(line["publicKey"]), line["fingerprint"], "data/ledger/entries.jsonl entry %d" % index
        if not acceptable(key): return finding("KEY_UNACCEPTABLE", where, str(line.get("name")))
        if fingerprint(key) != one: return finding("KEY_FINGERPRINT_WRONG", where, str(line.get("name")))
        if key in self.held() or (one in self.keys and self.keys[one].name != line["name"]):
            finding("KEY_TWO_ROLES", where, line["name"])
        if key in self.held() or one in self.keys: return False
        if line.get("brought"): self.brought.append((line["name"], one))
        self.keys[one] = Line(key, line["name"], line["roles"], person or one, by, lacks, vouchers)
        return True

    def held(self): return [key for _, key in self.consoles]

    def foreign(self, signatures):
        """Signature lines of a checkpoint that are neither the console's nor an operator's."""
        own = {(self.origin, key_id(self.origin, key)) for key in self.held()} | {(operator_name(one), key_id(operator_name(one), line.key)) for one, line in self.keys.items()}
        return {name: blobs for name, blobs in signatures.items() if name not in own}

    def due(self, first, size):
        """Console keys that sign for these entries: the one of before, and each that took over in them."""
        before = [key for since, key in self.consoles if since < first]
        return before[-1:] + [key for since, key in self.consoles if first <= since < size]

    def hand_over(self, where, index, kind, body, role, by):
        """The console key hands over: by one operator where nobody else is there, else once another has confirmed (7.3)."""
        counts = role == "operator" and by in self.keys and self.keys[by].ended is None and not self.keys[by].lacks
        if kind == "console.rotated":
            one, key = body["next"]["fingerprint"], unbase64(body["next"]["publicKey"])
            known = one in self.keys or key in self.held()
            if not counts or known or body["fingerprint"] != fingerprint(self.console): finding("CONSOLE_HANDOVER_UNVOUCHED", where, kind)
            if not acceptable(key): return finding("KEY_UNACCEPTABLE", where, "next console")
            if fingerprint(key) != one: return finding("KEY_FINGERPRINT_WRONG", where, "next console")
            if key in self.held(): finding("KEY_TWO_ROLES", where, "next console")
            if not counts or known or body["fingerprint"] != fingerprint(self.console): return
            self.pending = (index, by, key)
            if self.usable() - {self.person(by)}: return
        else:
            stands = counts and self.pending and self.pending[0] == body["rotation"] and fingerprint(self.pending[2]) == body["fingerprint"]
            if not stands or self.person(by) == self.person(self.pending[1]): return finding("CONSOLE_HANDOVER_UNVOUCHED", where, kind)
        self.console = self.pending[2]
        self.consoles.append((index, self.console))
        self.pending = None

    def person(self, one): return self.keys[one].person if one in self.keys else one

    def usable(self): return {line.person for line in self.keys.values() if line.ended is None and not line.lacks}

    def sole(self, one):
        """The one person who vouched for this one, who is somebody else; None when two did, or nobody knows."""
        persons = {self.person(voucher) for voucher in (self.keys[one].vouchers or [])} if one in self.keys else set()
        return min(persons) if len(persons) == 1 and self.person(one) not in persons else None

    def latest(self, one):
        while one in self.keys and self.keys[one].next: one = self.keys[one].next
        return one

    def carried(self, where, body):
        """True when the rotations brought along do not lead from a key that counts here to the one that signs (7.1)."""
        one, line, journal = body["fingerprint"], self.keys.get(body["fingerprint"]), None
        if line is None or line.ended is not None or line.lacks or body["next"]["fingerprint"] in self.keys: return True
        key = line.key
        for brought in body["rotations"]:
            try:
                head, note = brought["proof"].split("\n\n", 1)
                magic, place, *path = head.split("\n")
                text, (origin, size, root), signatures = signed_note(note)
                entry, computed = parse(brought["entry"].encode()), leaf(brought["entry"].encode())
                says, lines = entry["body"], signatures.get((operator_name(one), key_id(operator_name(one), key)), [])
                journal = journal or origin
                if not re.match(r"bulkhead/journal/[0-9a-f]{32}\Z", journal) or origin != journal or magic != "c2sp.org/tlog-proof@v1": return True
                if place != "index %d" % (size - 1) or entry["index"] != size - 1 or len(path) != bin(size - 1).count("1"): return True
                if entry["kind"] != "operator.rotated" or entry["actor"] != "operator:" + one or says["fingerprint"] != one or not lines: return True
                for sibling in path: computed = node(unbase64(sibling), computed)
                if computed != root: return True
                for line in lines: later(key, text.encode(), line, "ENROLMENT_UNVOUCHED", where, "a rotation that was brought along")
                one, key = says["next"]["fingerprint"], unbase64(says["next"]["publicKey"])
                if len(key) != 32 or fingerprint(key) != one: return True
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                return True
        return one != body["next"]["fingerprint"] or key != unbase64(body["next"]["publicKey"])

    def unvouched(self, where, kind, body, role, by):
        """True when this change of the roster was not theirs to make, by the roster as it was before (7, 7.1)."""
        one, line = body["fingerprint"], self.keys.get(body["fingerprint"])
        if kind == "operator.rotation-carried": return role != "operator" or by != body["next"]["fingerprint"] or self.carried(where, body)
        if role != "operator" or by not in self.keys:
            return not (role == "operator" and not self.keys and kind == "operator.enrolled" and one == by)
        same = lambda a, b: self.person(a) == self.person(b)
        if kind in ("operator.confirmed", "operator.exported", "operator.resealed"): return by != one or self.latest(self.person(by)) != one
        if kind == "operator.rotated": return by != one or body["next"]["fingerprint"] in self.keys
        if kind == "operator.revoked": return line is None
        if kind == "operator.vouched":
            asks = line is not None and ("voucher" in line.lacks or (line.ended is None and self.sole(one) is not None))
            return not asks or any(same(by, voucher) for voucher in line.vouchers or []) or same(by, one)
        if kind == "operator.assignment-confirmed":
            if line is None or line.assigned is None or line.assigned[0] != body["assignment"]: return True
            return same(by, line.assigned[1]) or same(by, one)
        if kind == "operator.assigned":
            return line is None or line.ended is not None or same(by, one) or not {"commander", "management"} & set(self.keys[by].roles)
        if kind == "operator.revocation-confirmed":
            return line is None or line.why != "revoked" or line.ended != body["revocation"] or same(by, line.ended_by) or same(by, one)
        if kind == "operator.reenrolled":
            before = self.keys.get(body["replaces"])
            if before is None or before.why != "revoked" or same(by, body["replaces"]) or line is not None: return True
            return before.next is not None and not self.keys[before.next].lacks
        return False

    def end(self, one, index, why, by):
        line = self.keys.get(one)
        if line and line.ended is None: line.ended, line.why, line.ended_by = index, why, by

    def succeed(self, before, line, index, by, lacks, vouchers):
        if self.admit(line, index, by, self.person(before), lacks, vouchers) and before in self.keys and self.keys[before].ended is not None:
            self.keys[before].next = line["fingerprint"]

    def people(self, index, kind, body, by):
        line = self.keys.get(body["fingerprint"])
        if kind == "operator.enrolled": self.admit(body, index, by, None, ["voucher"] if self.two and len(self.usable()) > 1 else [], [by])
        if kind == "operator.revoked": self.end(body["fingerprint"], index, "revoked", by)
        if kind == "operator.reenrolled": self.succeed(body["replaces"], body, index, by, ["voucher", "signature"], [by])
        if kind in ("operator.rotated", "operator.rotation-carried") and line:
            self.end(body["fingerprint"], index, "rotated", by)
            lacks = ["signature"] if kind == "operator.rotated" else []
            self.succeed(body["fingerprint"], dict(body["next"], name=line.name, roles=line.roles), index, by, lacks, line.vouchers)
        if kind == "operator.assigned" and line:
            adds = {"commander", "key-custodian", "containment-lead", "management"} & set(body["roles"]) - set(line.roles)
            line.assigned = (index, by, body["roles"])
            if not (self.two and adds and self.usable() - {line.person, self.person(by)}): line.roles = body["roles"]
        if kind == "operator.assignment-confirmed" and line and line.assigned: line.roles, line.assigned = line.assigned[2], None
        if kind == "operator.confirmed" and line: line.lacks.discard("signature")
        if kind == "operator.vouched" and line:
            line.lacks.discard("voucher")
            line.vouchers = (line.vouchers or []) + [by]

    def warn(self, index, kind, body, by):
        """Sound, but a reader must know: an approval that rests on the word of one person."""
        if kind == "action.submitted": self.requested[body["action"]] = by
        other = self.requested.get(body["action"]) if kind == "gate.approved" else None
        if other and (self.sole(by) == self.person(other) or self.sole(other) == self.person(by)):
            pair = frozenset((self.person(by), self.person(other)))
            if pair not in self.leaning: say("WARN QUORUM_BY_ONE data/ledger/entries.jsonl entry %d: one signer was vouched for by the other alone" % index)
            self.leaning.add(pair)

    def entry(self, index, data, stored):
        """Takes in one entry: its leaf, what it says about keys, who acted, which evidence it names."""
        where = "data/ledger/entries.jsonl entry %d" % index
        push(self.peaks, leaf(data))
        if index + 1 in self.wanted: self.roots[index + 1] = fold(self.peaks)
        self.actors.append(None)
        if len(data) > 65535: return finding("ENTRY_TOO_LARGE", where, "has %d bytes" % len(data))
        if leaf(data) != stored: finding("ENTRY_ALTERED", where, "does not have the hash in leaf-hashes.txt, or that line is altered")
        try:
            value = parse(data)
            kind, body, actor = value["kind"], value["body"], value["actor"].split(":")
            if value["index"] != index: finding("ENTRY_INDEX_WRONG", where, "says %s" % value["index"])
            if (kind == "ledger.opened") != (index == 0): finding("GENESIS_MISSING", where, kind)
            if kind == "ledger.opened" and index == 0:
                self.origin, self.type, self.console = body["origin"], body["type"], unbase64(body["console"]["publicKey"])
                self.consoles = [(0, self.console)]
                if self.origin.split("/")[1] != self.type: finding("EXERCISE_MIXED", where, self.origin)
                if not acceptable(self.console): finding("KEY_UNACCEPTABLE", where, "console")
                if fingerprint(self.console) != body["console"]["fingerprint"]: finding("KEY_FINGERPRINT_WRONG", where, "console")
                self.two = body.get("vouchers") == 2
                for line in body["roster"]: self.admit(line, index, actor[1], vouchers=line.get("vouchedBy"))
            exercise = "exercise" in value["at"] or kind.split(".")[0] in ("exercise", "inject", "lesson") or (kind == "incident.declared" and body["exercise"])
            if exercise != (self.type == "exercise") and (exercise or kind == "incident.declared"): finding("EXERCISE_MIXED", where, kind)
            if kind.startswith("console."): self.hand_over(where, index, kind, body, *actor)
            if kind.startswith("operator."):
                if self.unvouched(where, kind, body, *actor): finding("ENROLMENT_UNVOUCHED", where, kind)
                self.people(index, kind, body, actor[1])
            self.warn(index, kind, body, actor[1])
            line = self.keys.get(actor[1]) if actor[0] == "operator" else None
            if actor[0] == "operator":
                self.actors[index] = actor[1]
                if line is None: finding("ENTRY_ACTOR_UNKNOWN", where, actor[1])
                elif line.ended is not None and line.ended < index: finding("KEY_REVOKED", where, actor[1])
                elif line.lacks and kind != "operator.confirmed": finding("KEY_UNCONFIRMED", where, actor[1])
            elif actor[1] != fingerprint(self.console): finding("ENTRY_ACTOR_UNKNOWN", where, actor[1])
            items = {"evidence.collected": lambda: [(body["sha256"], body["size"])], "exercise.scripted": lambda: [(body["sha256"], body["size"])], "notification.drafted": lambda: [(body[name], None) for name in ("textSha256", "draftSha256") if name in body],
                     "effect.completed": lambda: [(item["sha256"], item["bytes"]) for item in body["outputs"]],
                     "timestamp.requested": lambda: [(body["checkpointSha256"], None), (body["requestSha256"], None)],
                     "timestamp.received": lambda: [(body[name], None) for name in ("replySha256", "rootPemSha256", "intermediatesPemSha256") if body[name]]}
            if kind == "timestamp.received": self.stamps += 1
            if kind == "checkpoint.witnessed": self.cosigned.append((index, body))
            if kind.startswith("notification."):
                at = value["at"].get("exercise") if self.type == "exercise" else None
                self.filings.take(index, kind, at or value["at"]["recorded"], body, self.person(actor[1]), line.roles if line else [])
            for digest, size in items.get(kind, list)(): self.evidence.setdefault(digest, []).append((index, size))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            finding("ENTRY_MALFORMED", where, repr(error))

    def checkpoint(self, number, note):
        """Origin, size and root fit the entries; the console signed, and exactly the one operator who acted since the last one."""
        where = "data/ledger/checkpoints.jsonl line %d" % number
        try:
            text, (origin, size, root), signatures = signed_note(note)
        except ValueError as error:
            return finding("CHECKPOINT_MALFORMED", where, str(error))
        if origin != self.origin: finding("ORIGIN_MISMATCH", where, origin)
        if size <= max(self.last, 0): return finding("CHECKPOINT_ORDER", where, "size %d" % size)
        if size not in self.roots: return finding("LEDGER_TRUNCATED", "data/ledger/entries.jsonl", "a checkpoint covers %d entries" % size)
        if self.roots[size] != root: finding("CHECKPOINT_ROOT_WRONG", where, "entries %d to %d" % (max(self.last, 0), size - 1))
        first, self.last = max(self.last, 0), size
        self.signed[size] = root
        self.others.append((where, text, self.foreign(signatures), root, size))
        acted = {who for who in self.actors[first:size] if who}
        if len(acted) > 1: finding("OPERATORS_MIXED", where, ", ".join(sorted(acted)))
        signers = [("CONSOLE", origin, key, True) for key in self.due(first, size)]
        signers += [("OPERATOR", operator_name(who), line.key, who in acted) for who, line in self.keys.items()]
        for role, name, key, needed in signers:
            lines = signatures.get((name, key_id(name, key)), [])
            if needed and not lines: finding(role + "_SIGNATURE_MISSING", where, name)
            if lines and not needed: finding(role + "_SIGNATURE_STRAY", where, name)
            for line in lines: later(key, text.encode(), line, role + "_SIGNATURE_INVALID", where, name)


def check_ledger(held):
    entries = read("data/ledger/entries.jsonl").split(b"\n")
    leaves = read("data/ledger/leaf-hashes.txt").split(b"\n")
    notes = read("data/ledger/checkpoints.jsonl").split(b"\n")
    wanted = {int(size) for size in re.findall(rb'"size":([0-9]{1,16})}', b"\n".join(notes))}
    ledger = Ledger(wanted | {held[1]} if held else wanted)
    for name, lines in (("entries.jsonl", entries), ("leaf-hashes.txt", leaves), ("checkpoints.jsonl", notes)):
        if lines.pop() != b"": finding("LEDGER_TRUNCATED", "data/ledger/" + name, "the last line is cut")
    if len(entries) != len(leaves): finding("LEAF_HASH_WRONG", "data/ledger/leaf-hashes.txt", "%d hashes, %d entries" % (len(leaves), len(entries)))
    for index, data in enumerate(entries):
        stored = leaves[index] if index < len(leaves) else b""
        ledger.entry(index, data, bytes.fromhex(stored.decode()) if HEX.match(stored.decode("ascii", "replace")) else None)
    last = None
    for number, line in enumerate(notes, 1):
        last = None
        try:
            value = parse(line)
            last = value["note"].encode()
            ledger.checkpoint(number, value["note"])
            if set(value) != {"note", "size"} or value["size"] != ledger.last: raise ValueError("size is not that of the note")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            finding("CHECKPOINT_MALFORMED", "data/ledger/checkpoints.jsonl line %d" % number, str(error))
    if not entries or ledger.last != len(entries): finding("ENTRY_UNSEALED", "data/ledger/entries.jsonl", "%d of %d entries are signed for" % (max(ledger.last, 0), len(entries)))
    if notes and read("data/ledger/checkpoint") != last:
        finding("FILE_ALTERED", "data/ledger/checkpoint", "is not the last line of checkpoints.jsonl")
    return ledger


`;
