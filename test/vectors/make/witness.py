#!/usr/bin/env python3
"""Makes witness.json. Independent of the product: hashlib, openssl for Ed25519, python-cryptography for ML-DSA-44.

Run once, in an empty folder; the result is frozen (see ../README.md). The ledger is a small one of its own, not in the format
of the product, because witnesses and proofs know nothing of entries.
"""
import base64, hashlib, json, os, struct, subprocess, sys, tempfile
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

OUT = sys.argv[1]
sha = lambda b: hashlib.sha256(b).digest()
b64 = lambda b: base64.b64encode(b).decode()
leaf = lambda b: sha(b'\x00' + b)
node = lambda l, r: sha(b'\x01' + l + r)


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


def consistency(m, d, whole=True):
    if m == len(d): return [] if whole else [mth(d)]
    k = split(len(d))
    return consistency(m, d[:k], whole) + [mth(d[k:])] if m <= k else consistency(m - k, d[k:], False) + [mth(d[:k])]


class Ed25519:
    def __init__(self, seed, type_byte):
        self.seed, self.type = seed, type_byte
        self.der = bytes.fromhex('302e020100300506032b657004220420') + seed
        self.public = self.openssl(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER', '-in', '{key}'])[-32:]

    def openssl(self, args, message=b''):
        with tempfile.TemporaryDirectory() as d:
            names = {'key': os.path.join(d, 'key'), 'msg': os.path.join(d, 'msg')}
            for name, content in (('key', self.der), ('msg', message)):
                with open(names[name], 'wb') as f: f.write(content)
            return subprocess.run(['openssl'] + [a.format(**names) for a in args], check=True, capture_output=True).stdout

    def sign(self, message):
        return self.openssl(['pkeyutl', '-sign', '-keyform', 'DER', '-inkey', '{key}', '-rawin', '-in', '{msg}'], message)


class MlDsa:
    type = 6

    def __init__(self, seed):
        self.seed = seed
        self.key = MLDSA44PrivateKey.from_seed_bytes(seed)
        self.public = self.key.public_key().public_bytes_raw()

    def sign(self, message): return self.key.sign(message)


def key_id(key, name): return sha(name.encode() + b'\n' + bytes([key.type]) + key.public)[:4]
def vkey(key, name): return f'{name}+{key_id(key, name).hex()}+{b64(bytes([key.type]) + key.public)}'
def line(key, name, blob): return f'— {name} {b64(key_id(key, name) + blob)}\n'


ORIGIN, WITNESS, NEWER, TIME = 'ir.example/case-2026-0001/ledger', 'witness.example/w1', 'witness.example/w2', 1795291200
log, w1, w2, stranger = Ed25519(bytes(range(32)), 1), Ed25519(bytes([0x77] * 32), 4), MlDsa(bytes([0x78] * 32)), Ed25519(bytes([0x66] * 32), 1)
ENTRIES = [
    '{"at":"2026-11-21T20:00:00.000Z","body":{"title":"Ransomware – Büro"},"by":"op:alice","op":"case.open","seq":0,"v":1}',
    '{"at":"2026-11-21T20:01:30.250Z","body":{"text":"isolated host \\"PC-7\\"\\n"},"by":"op:alice","op":"note.add","seq":1,"v":1}',
    '{"at":"2026-11-21T20:02:00.000Z","body":{"name":"mem.raw","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0},"by":"op:alice","op":"evidence.add","seq":2,"v":1}',
]
LEAVES = [leaf(e.encode()) for e in ENTRIES]


def text(size, root=None): return f'{ORIGIN}\n{size}\n{b64(mth(LEAVES[:size]) if root is None else root)}\n'
def cosigned(t): return line(w1, WITNESS, struct.pack('>Q', TIME) + w1.sign(f'cosignature/v1\ntime {TIME}\n{t}'.encode()))


def cosigned_newer(t):
    origin, size, root = t.encode().split(b'\n')[:3]
    message = (b'subtree/v1\n\0' + bytes([len(NEWER)]) + NEWER.encode() + struct.pack('>Q', TIME) + bytes([len(origin)]) + origin
               + struct.pack('>QQ', 0, int(size)) + base64.b64decode(root))
    return message, line(w2, NEWER, struct.pack('>Q', TIME) + w2.sign(message))


def note(size, root=None, by=log):
    t = text(size, root)
    return f'{t}\n{line(by, ORIGIN, by.sign(t.encode()))}'


def request(old, size, proof=None, the_note=None):
    hashes = (consistency(old, LEAVES[:size]) if old else []) if proof is None else proof
    return f'old {old}\n' + ''.join(b64(h) + '\n' for h in hashes) + '\n' + (the_note or note(size))


good, three = note(3), text(3)
message, newer = cosigned_newer(three)
whole = good + cosigned(three)
# The reference that this product was written from gives these; they were made by other programs still.
assert key_id(log, ORIGIN).hex() == '057e8631' and vkey(w1, WITNESS) == 'witness.example/w1+773a6c12+BMhTrQ8M0rYZrqks7sT9VqJNZJnVhM55JX5Fz9gTm2Cn'
assert len(whole.encode()) == 339 and sha(whole.encode()).hex() == 'f2d000701867187f00ec7ffdac46ed993816ee1346177ab67831411ce7585123'
assert len(message) == 120

empty, other = sha(b''), sha(b'another tree')
root2, two = mth(LEAVES[:2]).hex(), {'size': 2, 'root': mth(LEAVES[:2]).hex()}
seen3 = {'size': 3, 'root': mth(LEAVES).hex()}
swap = lambda s, a, b: s.replace(a, b, 1)
r2 = request(2, 3)
hash_line = b64(consistency(2, LEAVES)[0])
loose = hash_line[:-2] + chr(ord(hash_line[-2]) + 1) + '='

requests = [
    ('first time', request(0, 3), None, 200), ('from 2, the worked example', r2, two, 200), ('from 1', request(1, 3), {'size': 1, 'root': LEAVES[0].hex()}, 200),
    ('nothing new', request(3, 3), seen3, 200), ('an empty tree', request(0, 0, [], note(0)), None, 200),
    ('its own line and strangers do no harm', request(2, 3, None, whole), two, 200),
    ('another origin', swap(r2, ORIGIN + '\n', 'elsewhere.example/log\n'), two, 404),
    ('signed by another key', request(2, 3, None, note(3, by=stranger)), two, 403),
    ('the right id, another signature', swap(r2, 'BX6GMfHp', 'BX6GMfHq'), two, 403),
    ('key id off by one', swap(r2, 'BX6GMfHp', 'BX6GMvHp'), two, 403),
    ('a good line and a bad one of the same key', r2 + line(log, ORIGIN, bytes(64)), two, 403),
    ('old beyond the checkpoint', swap(request(3, 3), 'old 3', 'old 4'), two, 400),
    ('old is not what was seen: less', r2, seen3, 409), ('old is not what was seen: never seen', r2, None, 409), ('old is not what was seen: more', request(1, 3), two, 409),
    ('a proof of nothing', request(2, 3, []), two, 422), ('a proof too long', request(2, 3, [*consistency(2, LEAVES), empty]), two, 422),
    ('another hash in the proof', request(2, 3, [other]), two, 422), ('a proof from size 0', request(0, 3, [empty]), None, 422),
    ('the same size, another root: a fork', request(3, 3, [], note(3, other)), seen3, 422), ('a proof for the same size', request(3, 3, [empty]), seen3, 422),
    ('a tree that was seen otherwise', r2, {'size': 2, 'root': other.hex()}, 422), ('size 0 with a root', request(0, 0, [], note(0, other)), None, 422),
    ('hyphen for the long dash', swap(r2, '—', '-'), two, 400), ('en dash for the long dash', swap(r2, '—', '–'), two, 400),
    ('CRLF', r2.replace('\n', '\r\n'), two, 400), ('loose end bits in base64', swap(r2, hash_line, loose), two, 400),
    ('proof line without padding', swap(r2, hash_line, hash_line[:-1]), two, 400), ('proof line of 31 bytes', request(2, 3, [bytes(31)]), two, 400),
    ('old with a leading zero', swap(r2, 'old 2', 'old 02'), two, 400), ('size with a leading zero', swap(r2, '\n3\n', '\n03\n'), two, 400),
    ('old with a plus', swap(r2, 'old 2', 'old +2'), two, 400), ('old with two spaces', swap(r2, 'old 2', 'old  2'), two, 400), ('old in capitals', swap(r2, 'old', 'Old'), two, 400),
    ('no old line', r2.split('\n', 1)[1], two, 400), ('no empty line', swap(r2, '\n\n', '\n'), two, 400), ('an empty line too many', swap(r2, '\n\n', '\n\n\n'), two, 400),
    ('64 proof lines', request(2, 3, [empty] * 64), two, 400), ('63 proof lines that prove nothing', request(2, 3, [empty] * 63), two, 422),
    ('101 signature lines', r2 + line(stranger, 'x.example', bytes(64)) * 100, two, 400),
    ('100 signature lines', r2 + line(stranger, 'x.example', bytes(64)) * 99, two, 200),
    ('an extension line', swap(request(2, 3, None, swap(good, '\n\n', '\nextension\n\n')), '', ''), two, 400),
    ('no signature', r2[:r2.index('—')], two, 400), ('the end cut off', r2[:-1], two, 400), ('nothing', '', two, 400), ('a size beyond 2^53', swap(r2, 'old 2', 'old 9007199254740993'), two, 400),
]


def tlog_proof(index, size=3, extra='', n=None): return f'c2sp.org/tlog-proof@v1\n{extra}index {index}\n' + ''.join(b64(h) + '\n' for h in path(index, LEAVES[:size])) + '\n' + (n or whole)


p1 = tlog_proof(1)
proofs = [
    ('entry 0', tlog_proof(0), 0, True), ('entry 1', p1, 1, True), ('entry 2', tlog_proof(2), 2, True), ('with extra data', tlog_proof(1, 3, 'extra AAEC\n'), 1, True),
    ('the bytes of another entry', p1, 2, False), ('another index', swap(p1, 'index 1', 'index 0'), 1, False), ('an index beyond the tree', swap(p1, 'index 1', 'index 3'), 1, False),
    ('a hash too few', swap(p1, b64(LEAVES[0]) + '\n', ''), 1, False), ('a hash too many', swap(p1, '\n\n', '\n' + b64(empty) + '\n\n'), 1, False),
    ('hashes in the other order', swap(swap(swap(p1, b64(LEAVES[0]), '?'), b64(LEAVES[2]), b64(LEAVES[0])), '?', b64(LEAVES[2])), 1, False),
    ('another version', swap(p1, '@v1', '@v2'), 1, False), ('index with a leading zero', swap(p1, 'index 1', 'index 01'), 1, False), ('no index', swap(p1, 'index 1\n', ''), 1, False),
    ('index before extra', swap(p1, 'index 1\n', 'index 1\nextra AAEC\n'), 1, False), ('extra that is not base64', tlog_proof(1, 3, 'extra AAE\n'), 1, False),
    ('CRLF', p1.replace('\n', '\r\n'), 1, False), ('no witness', tlog_proof(1, 3, '', good), 1, False), ('not signed by the log', tlog_proof(1, 3, '', text(3) + '\n' + cosigned(three)), 1, False),
    ('the witness signed another tree', tlog_proof(1, 3, '', good + cosigned(text(2))), 1, False), ('cut off', p1[:-1], 1, False), ('another checkpoint', tlog_proof(1, 3, '', note(2) + cosigned(text(2))), 1, False),
]

LV, WV, NV = vkey(log, ORIGIN), vkey(w1, WITNESS), vkey(w2, NEWER)
vkeys = [
    ('a log', LV, 'ed25519'), ('a witness', WV, 'cosignature-ed25519'), ('a witness with ML-DSA-44', NV, 'cosignature-ml-dsa-44'),
    ('a plus in the key', next(vkey(Ed25519(bytes([i] * 32), 1), 'plus.example') for i in range(256) if '+' in b64(b'\x01' + Ed25519(bytes([i] * 32), 1).public)), 'ed25519'),
    ('key id off by one', swap(WV, '773a6c12', '773a6c13'), None), ('key id in capitals', swap(WV, '773a6c12', '773A6C12'), None), ('another name', swap(WV, '/w1', '/w2'), None),
    ('no name', WV[len(WITNESS):], None), ('a space in the name', swap(WV, 'witness.', 'witness .'), None), ('no key', WITNESS + '+773a6c12+', None), ('one part', WITNESS, None),
    ('a type not known', swap(WV, '+BMhT', '+/8hT'), None), ('a key too short', WV[:-4], None), ('a key too long', WV + 'AAAA', None), ('loose end bits', swap(LV, 'VTG4', 'VTG5'), None),
    ('low order point', vkey(type('K', (), {'type': 4, 'public': bytes([1] + [0] * 31)}), WITNESS), None), ('a newline at the end', WV + '\n', None), ('a space before', ' ' + WV, None),
]

both = f'log {LV}\nwitness w1 {WV}\nwitness w2 {NV}\n'
with_newer = whole + newer
policies = [
    ('no witness asked for', f'log {LV}\nquorum none\n', good, True), ('one witness', f'log {LV}\nwitness w1 {WV}\nquorum w1\n', whole, True), ('one witness, missing', f'log {LV}\nwitness w1 {WV}\nquorum w1\n', good, False),
    ('any of two', both + 'group g any w1 w2\nquorum g\n', whole, True), ('all of two, one there', both + 'group g all w1 w2\nquorum g\n', whole, False), ('all of two', both + 'group g all w1 w2\nquorum g\n', with_newer, True),
    ('two of two by number', both + 'group g 2 w1 w2\nquorum g\n', with_newer, True), ('groups of groups', both + 'group a any w1\ngroup b any w2\ngroup g all a b\nquorum g\n', with_newer, True),
    ('groups of groups, one missing', both + 'group a any w1\ngroup b any w2\ngroup g all a b\nquorum g\n', whole, False),
    ('comments, tabs, URLs, empty lines', f'# who counts\n\n\t log\t{LV}  https://log.example/\n  witness w1 {WV} https://w1.example/\n quorum\tw1 \n', whole, True),
    ('another log', f'log {vkey(stranger, ORIGIN)}\nquorum none\n', good, False), ('a log of another name', f'log {vkey(log, "other.example/log")}\nquorum none\n', good, False),
    ('a bad line of a listed witness', f'log {LV}\nwitness w1 {WV}\nquorum none\n', good + cosigned(text(2)), False), ('no log', 'quorum none\n', good, False),
    ('no quorum', both, good, None), ('two quorums', both + 'quorum w1\nquorum w1\n', good, None), ('quorum before its witness', f'log {LV}\nquorum w1\nwitness w1 {WV}\n', good, None),
    ('a member not defined', both + 'group g any w3\nquorum g\n', good, None), ('a member twice', both + 'group a any w1\ngroup b any w1\nquorum a\n', good, None), ('a group of itself', both + 'group g any g\nquorum g\n', good, None),
    ('none as a member', both + 'group g any none\nquorum g\n', good, None), ('0 of them', both + 'group g 0 w1\nquorum g\n', good, None), ('3 of 2', both + 'group g 3 w1 w2\nquorum g\n', good, None), ('02 of 2', both + 'group g 02 w1 w2\nquorum g\n', good, None),
    ('a name twice', f'witness w1 {WV}\nwitness w1 {NV}\nquorum w1\n', good, None), ('a key twice', f'witness w1 {WV}\nwitness w3 {WV}\nquorum w1\n', good, None), ('a witness called none', f'witness none {WV}\nquorum none\n', good, None),
    ('a log with the key of a witness', f'log {WV}\nquorum none\n', good, None), ('a witness with the key of a log', f'witness w1 {LV}\nquorum w1\n', good, None),
    ('a keyword not known', 'trust me\nquorum none\n', good, None), ('CRLF', f'log {LV}\r\nquorum none\r\n', good, None), ('no newline at the end', f'log {LV}\nquorum none', good, None), ('nothing', '', good, None),
]

value = {
    'source': 'make/witness.py (hashlib, openssl, python-cryptography); the first checkpoint is the worked example of reference 2.7',
    'origin': ORIGIN, 'time': TIME,
    'log': {'seed': log.seed.hex(), 'vkey': LV}, 'witness': {'seed': w1.seed.hex(), 'name': WITNESS, 'vkey': WV}, 'newer': {'seed': w2.seed.hex(), 'name': NEWER, 'vkey': NV},
    'entries': ENTRIES, 'checkpoint': whole, 'cosignature': cosigned(three), 'newerMessage': message.hex(), 'newerCosignature': newer,
    'vkeys': [{'why': w, 'vkey': v, 'type': t} for w, v, t in vkeys],
    'requests': [{'why': w, 'text': t, 'seen': s, 'status': c} for w, t, s, c in requests],
    'proofs': [{'why': w, 'proof': t, 'entry': e, 'holds': h} for w, t, e, h in proofs],
    'policies': [{'why': w, 'policy': p, 'note': n, 'accepted': a} for w, p, n, a in policies],
}
with open(os.path.join(OUT, 'witness.json'), 'x', encoding='utf-8') as f:
    json.dump(value, f, indent=1, ensure_ascii=False)
    f.write('\n')
