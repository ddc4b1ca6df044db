/** The part of `verify.py` that is about witnesses: keys that the reader brings, and cosignatures. See verify-program.ts. */
export const VERIFY_WITNESS_TEXT = String.raw`def vkey_parts(text):
    """A verifier key taken apart (docs/FORMAT.md 5 and 6.4): key name, key id, type, public key."""
    name, id_, typed = text.split("+", 2) if text.count("+") > 1 else ("", "", "")
    if not KEY_NAME.match(name) or not re.match(r"[0-9a-f]{8}\Z", id_): raise ValueError("not of the form name+id+key")
    typed = unbase64(typed)
    if len(typed) != {1: 33, 4: 33, 6: 1313}.get((typed or b"\0")[0]): raise ValueError("not a key of type 0x01, 0x04 or 0x06")
    if typed[0] != 6 and not acceptable(typed[1:]): raise ValueError("a key that is not canonical, or of small order")
    if sha256(name.encode() + b"\n" + typed)[:4].hex() != id_: raise ValueError("the key id does not belong to this name and key")
    return name, bytes.fromhex(id_), typed[0], typed[1:]


class Policy:
    """Whom the reader believes: keys of the log, of witnesses, and how many of these it takes (C2SP tlog-policy)."""
    def __init__(self): self.logs, self.names, self.groups, self.quorum, self.file = [], {}, {}, None, False

    def bring(self, text):
        """A bare key. A witness among these is one whose word is wanted, so each of them has to be there."""
        if vkey_parts(text)[2] == 1: self.logs.append(vkey_parts(text))
        else: self.names[text] = text

    def read(self, text):
        self.file = True
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text) or not text.endswith("\n"): raise ValueError("a control character, or cut")
        for number, line in enumerate(text[:-1].split("\n"), 1):
            words = [word for word in re.split("[ \t]+", line) if word]
            try:
                if words and not words[0].startswith("#"): self.take(*words)
            except (ValueError, TypeError) as error: raise ValueError("line %d: %s" % (number, error))
        if self.quorum is None: raise ValueError("there is no quorum line")

    def take(self, word, *rest):
        taken = {"none"} | set(self.names) | set(self.groups)
        used = {member for _, members in self.groups.values() for member in members}
        if word == "log" and len(rest) in (1, 2) and vkey_parts(rest[0])[2] == 1: self.logs.append(vkey_parts(rest[0]))
        elif word == "witness" and len(rest) in (2, 3) and rest[0] not in taken and vkey_parts(rest[1])[2] != 1:
            if vkey_parts(rest[1])[3] in [vkey_parts(text)[3] for text in self.names.values()]: raise ValueError("two witnesses with one key")
            self.names[rest[0]] = rest[1]
        elif word == "group" and len(rest) > 2 and rest[0] not in taken and re.match(r"(all|any|[1-9][0-9]{0,3})\Z", rest[1]):
            name, members = rest[0], rest[2:]
            number = {"all": len(members), "any": 1}.get(rest[1]) or int(rest[1])
            if number > len(members) or len(set(members)) < len(members) or not set(members) <= taken - used - {"none"}: raise ValueError("group " + name)
            self.groups[name] = (number, members)
        elif word == "quorum" and len(rest) == 1 and rest[0] in taken and self.quorum is None: self.quorum = rest[0]
        else: raise ValueError("not a line of a policy: " + word)

    def reached(self, names):
        """Whether these witnesses are enough."""
        names = set(names)
        if not self.file: return names >= set(self.names)
        for group, (number, members) in self.groups.items():
            if len(names & set(members)) >= number: names.add(group)
        return self.quorum == "none" or self.quorum in names


class Witnesses:
    """Who outside saw how much of this ledger, and since when (docs/FORMAT.md 6.4)."""
    def __init__(self, ledger, policy): self.ledger, self.policy, self.pending, self.seen, self.unknown = ledger, policy, [], {}, {}

    def brought(self, name, id_): return [text for text in self.policy.names.values() if vkey_parts(text)[:2] == (name, id_)]

    def line(self, where, text, blob, root, size, vkey, entry=None):
        """One line under one key: queued for openssl, judged when that has answered."""
        kind, key = vkey_parts(vkey)[2:]
        if kind == 6: return say("WARN COSIGNATURE_UNCHECKED %s: signed with ML-DSA-44, which this program cannot verify" % where)
        seconds = int.from_bytes(blob[:8], "big")
        if kind != 4 or len(blob) != 72 or seconds >= 2 ** 53: return finding("COSIGNATURE_INVALID", where, "not a time and a signature of type 0x04")
        if entry and entry["time"] != instant(seconds): return finding("COSIGNATURE_INVALID", where, "says another time than " + str(entry["time"]))
        later(key, b"cosignature/v1\ntime %d\n" % seconds + text.encode(), blob[8:], "COSIGNATURE_INVALID", where,
              "%s did not sign this origin, size, root and time" % vkey.split("+")[0])
        self.pending.append((len(jobs) - 1, where, size, root, vkey, seconds, entry))

    def lines(self, where, text, signatures, root, size):
        """Lines of a checkpoint that are not its signers': under keys that the reader brought, or under unknown ones."""
        for (name, id_), blobs in signatures.items():
            for blob in blobs:
                for vkey in self.brought(name, id_): self.line(where, text, blob, root, size, vkey)
            if not self.brought(name, id_): self.unknown[name, id_] = self.unknown.get((name, id_), 0) + len(blobs)

    def recorded(self, index, body):
        """A checkpoint.witnessed entry brings its key along. Where the reader brought one of that name and id, it has to be that one."""
        where = "data/ledger/entries.jsonl entry %d" % index
        try:
            size, root = body["size"], bytes.fromhex(body["root"])
            text = "%s\n%d\n%s\n" % (self.ledger.origin, size, base64.b64encode(root).decode())
            if len(root) != 32 or not {"time", "witness"} <= set(body): raise KeyError("time, witness or root")
        except (ValueError, KeyError, TypeError, AttributeError) as error: return finding("ENTRY_MALFORMED", where, repr(error))
        try:
            name, id_ = vkey_parts(body["vkey"])[:2]
            _, _, signatures = signed_note(text + "\n" + body["cosignature"] + "\n")
            if list(signatures) != [(name, id_)]: raise ValueError("the line is of another key name or key id than the key beside it")
            for vkey in {body["vkey"], *self.brought(name, id_)}:
                for blob in signatures[name, id_]: self.line(where, text, blob, root, size, vkey, body)
        except (ValueError, KeyError, TypeError, AttributeError) as error: finding("COSIGNATURE_INVALID", where, str(error))

    def judge(self, holds):
        """A good signature over another tree is a second history, no slip. Only what this very ledger continues counts as seen."""
        for job, where, size, root, vkey, seconds, entry in self.pending:
            if not holds[job]: continue
            if entry and self.ledger.signed.get(size) != root:
                finding("COSIGNED_FORK", where, "%s saw %d entries that are not the first %d of this ledger" % (entry["witness"], size, size))
            elif self.ledger.roots.get(size) == root:
                self.seen.setdefault(vkey, {})
                self.seen[vkey][size] = min(seconds, self.seen[vkey].get(size, seconds))
        logs = [parts for parts in self.policy.logs if parts[0] == self.ledger.origin]
        if self.policy.logs and not any(parts[3] in self.ledger.held() for parts in logs):
            finding("TRUST_MISMATCH", "data/ledger/entries.jsonl entry 0", "the console key is none of the log keys that you brought")
        if not any(self.policy.reached(self.names(size)) for size in [1, *self.sizes()]):
            what = "the quorum of the policy is reached for no checkpoint" if self.policy.file else "not every witness that you named has cosigned"
            finding("TRUST_NOT_ANCHORED", "data/ledger/entries.jsonl", what)

    def sizes(self): return sorted({size for sizes in self.seen.values() for size in sizes})

    def names(self, size):
        """Witnesses that the reader brought who saw this much or more: who saw more saw this too."""
        return [name for name, text in self.policy.names.items() if max(self.seen.get(text, {0: 0})) >= size]

    def tell(self, entries):
        for vkey, sizes in self.seen.items():
            whose = "%s, fingerprint %s" % (vkey.split("+")[0], hashlib.sha256(vkey.encode()).hexdigest())
            trusted, before = vkey in self.policy.names.values(), 0
            for size in sorted(sizes):
                say("%s: entries %d to %d, since %s by the clock of %s" % ("witnessed" if trusted else "recorded as witnessed", before, size - 1, instant(sizes[size]), whose))
                before = size
            if before < entries: say("  entries %d to %d: no line of this witness covers them" % (before, entries - 1))
            if trusted: say("  ask this witness for the last size it saw: above %d, entries were removed from the end" % entries)
            else: say("  NOT compared: that key came with the record. Get it from the witness, and use --vkey")
        for name, text in self.policy.names.items():
            if text not in self.seen: say("not witnessed: no good line by %s (%s)" % (name.split("+")[0], text.split("+")[0]))
        for (name, id_), count in self.unknown.items():
            say("unknown key: %d signature lines under checkpoints by %s (key id %s), not judged" % (count, name, id_.hex()))
        reached = [size for size in self.sizes() if self.policy.reached(self.names(size))]
        if self.policy.names and reached: say("%s for the first %d of %d entries" % ("the quorum of your policy is reached" if self.policy.file else "all witnesses that you named have cosigned", reached[-1], entries))


`;
