#!/usr/bin/env python3
"""Makes merkle.json and worked-example.json. Independent of the product: hashlib, base64, and openssl for Ed25519.

Run once, in an empty folder; the results are frozen (see ../README.md).
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

OUT = sys.argv[1]
sha = lambda b: hashlib.sha256(b).digest()
b64 = lambda b: base64.b64encode(b).decode()


def canonical(v):
    """RFC 8785 for the restricted set; keys sorted by UTF-16 code units."""
    if v is None or isinstance(v, bool) or isinstance(v, int) or isinstance(v, str):
        return json.dumps(v, ensure_ascii=False)
    if isinstance(v, list):
        return '[' + ','.join(canonical(x) for x in v) + ']'
    keys = sorted(v, key=lambda k: k.encode('utf-16-be'))
    return '{' + ','.join(json.dumps(k, ensure_ascii=False) + ':' + canonical(v[k]) for k in keys) + '}'


def leaf(b): return sha(b'\x00' + b)
def node(l, r): return sha(b'\x01' + l + r)


def split(n):
    k = 1
    while k * 2 < n: k *= 2
    return k


def mth(d):
    if not d: return sha(b'')
    if len(d) == 1: return d[0]
    k = split(len(d))
    return node(mth(d[:k]), mth(d[k:]))


def path(m, d):
    if len(d) == 1: return []
    k = split(len(d))
    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]


def proof(m, d, whole=True):
    if m == len(d): return [] if whole else [mth(d)]
    k = split(len(d))
    return proof(m, d[:k], whole) + [mth(d[k:])] if m <= k else proof(m - k, d[k:], False) + [mth(d[:k])]


class Key:
    def __init__(self, seed):
        self.seed = seed
        self.der = bytes.fromhex('302e020100300506032b657004220420') + seed
        spki = self.openssl(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER', '-in', '{key}'])
        self.public = spki[-32:]
        self.fingerprint = hashlib.sha256(spki).hexdigest()

    def openssl(self, args, message=b''):
        with tempfile.TemporaryDirectory() as d:
            names = {'key': os.path.join(d, 'key'), 'msg': os.path.join(d, 'msg')}
            for name, content in (('key', self.der), ('msg', message)):
                with open(names[name], 'wb') as f: f.write(content)
            return subprocess.run(['openssl'] + [a.format(**names) for a in args], check=True, capture_output=True).stdout

    def sign(self, message):
        return self.openssl(['pkeyutl', '-sign', '-keyform', 'DER', '-inkey', '{key}', '-rawin', '-in', '{msg}'], message)

    def key_id(self, name): return sha(name.encode() + b'\n\x01' + self.public)[:4]
    def vkey(self, name): return f'{name}+{self.key_id(name).hex()}+{b64(bytes([1]) + self.public)}'
    def line(self, name, text): return f'— {name} {b64(self.key_id(name) + self.sign(text.encode()))}\n'
    def as_json(self, name):
        return {'seed': self.seed.hex(), 'publicKey': b64(self.public), 'fingerprint': self.fingerprint, 'name': name, 'vkey': self.vkey(name)}


def merkle():
    inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    leaves = [leaf(bytes.fromhex(x)) for x in inputs]
    hx = lambda hs: [h.hex() for h in hs]
    return {
        'source': 'inputs and roots: transparency-dev/merkle testonly/constants.go; proofs: make/worked_example.py',
        'inputs': inputs,
        'roots': hx([mth(leaves[:n]) for n in range(9)]),
        'inclusion': [{'index': i, 'size': n, 'proof': hx(path(i, leaves[:n]))} for n in range(1, 9) for i in range(n)],
        'consistency': [{'first': m, 'second': n, 'proof': hx(proof(m, leaves[:n]))} for n in range(1, 9) for m in range(1, n + 1)],
    }


def worked():
    console, alice, bob = Key(bytes(range(32))), Key(bytes([0xA1] * 32)), Key(bytes([0xB0] * 32))
    origin = 'bulkhead/incident/00112233445566778899aabbccddeeff'
    op = lambda k: 'bulkhead/operator/' + k.fingerprint[:16]
    line = lambda k, name, roles: {'fingerprint': k.fingerprint, 'publicKey': b64(k.public), 'name': name, 'roles': roles}
    salt = lambda n: b64(bytes([n] * 16))
    at = lambda s, **more: dict({'recorded': f'2026-11-21T{s}Z'}, **more)
    entry = lambda i, kind, actor, when, body: {'v': 1, 'index': i, 'kind': kind, 'actor': actor, 'at': when, 'salt': salt(i), 'body': body}
    of_console, of_alice, of_bob = 'console:' + console.fingerprint, 'operator:' + alice.fingerprint, 'operator:' + bob.fingerprint
    entries = [
        entry(0, 'ledger.opened', of_console, at('20:00:00.000'), {
            'format': 'bulkhead-ledger/1', 'type': 'incident', 'origin': origin, 'incident': 'inc-0011223344556677', 'software': 'bulkhead 0.1.0',
            'console': {'fingerprint': console.fingerprint, 'publicKey': b64(console.public)},
            'roster': [line(alice, 'Alice Büro', ['commander'])]}),
        entry(1, 'note.added', of_alice, at('20:01:30.250', event='2026-11-21T19:55:00.000Z'), {'text': 'isolated host "PC-7"\n\ttab, 😀 and \ufb33, \u2028'}),
        entry(2, 'evidence.collected', of_alice, at('20:02:00.000', observed='2026-11-21T20:01:59.000Z'), {
            'exhibit': 'E-0001', 'sha256': hashlib.sha256(b'').hexdigest(), 'size': 0, 'name': 'mem.raw', 'source': 'PC-7', 'method': 'copied',
            'mediaType': 'application/octet-stream', 'collectedBy': 'Alice Büro'}),
        entry(3, 'operator.enrolled', of_alice, at('20:03:00.000'), line(bob, 'Bob', ['containment-lead', 'legal'])),
        entry(4, 'operator.confirmed', of_bob, at('20:04:00.000'), {'fingerprint': bob.fingerprint}),
        entry(5, 'clock.jumped', of_console, at('20:05:00.000'), {'lastRecorded': '2026-11-21T20:04:00.000Z', 'now': '2026-11-21T20:05:00.000Z', 'driftMs': -60000}),
        entry(6, 'operator.revoked', of_alice, at('20:06:00.000'), {'fingerprint': bob.fingerprint, 'reason': 'left the company'}),
    ]
    texts = [canonical(e) for e in entries]
    leaves = [leaf(t.encode()) for t in texts]
    notes = []
    for size, who in ((1, None), (3, alice), (4, alice), (5, bob), (6, None), (7, alice)):
        text = f'{origin}\n{size}\n{b64(mth(leaves[:size]))}\n'
        note = text + '\n' + console.line(origin, text) + (who.line(op(who), text) if who else '')
        notes.append({'size': size, 'root': mth(leaves[:size]).hex(), 'note': note})
    return {
        'source': 'make/worked_example.py (hashlib and openssl)',
        'origin': origin,
        'keys': {'console': console.as_json(origin), 'alice': alice.as_json(op(alice)), 'bob': bob.as_json(op(bob))},
        'entries': [{'text': t, 'bytes': len(t.encode()), 'leaf': l.hex()} for t, l in zip(texts, leaves)],
        'checkpoints': notes,
        'inclusion': [{'index': i, 'size': 7, 'proof': [h.hex() for h in path(i, leaves)]} for i in range(7)],
    }


for name, value in (('merkle.json', merkle()), ('worked-example.json', worked())):
    with open(os.path.join(OUT, name), 'x', encoding='utf-8') as f:
        json.dump(value, f, indent=1, ensure_ascii=False)
        f.write('\n')
