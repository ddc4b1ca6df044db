import type { Output } from '../../../shared/domain/action.ts';

/**
 * Outputs captured from OpenSSL 3.0.22, nginx 1.22.1, OpenSSH 9.2p1, Redis 7.0.15 and curl 7.88.1, paths shortened to /rig.
 * The exit codes are the real ones, lies included.
 */
function output(exit: number, ...lines: readonly string[]): Output {
  return { text: `${lines.join('\n')}\n`, exit, timedOut: false };
}

export const hung: Output = { text: '', exit: 128, timedOut: true };
export const nothing: Output = { text: '', exit: 0, timedOut: false };

export const verifyRevoked = output(
  2,
  'CN = rig-compromised',
  'error 23 at 0 depth lookup: certificate revoked',
  'error /rig/compromised.pem: verification failed',
);
/** Without -crl_check: exit 0 and OK for a revoked certificate; the text cannot be told from a good one. */
export const verifyGood = output(0, '/rig/compromised.pem: OK');
/** The CRL has expired and names the certificate: openssl reports both. */
export const verifyExpiredAndRevoked = output(
  2,
  'CN = c1',
  'error 12 at 0 depth lookup: CRL has expired',
  'CN = c1',
  'error 23 at 0 depth lookup: certificate revoked',
  'error c1.pem: verification failed',
);
export const verifyNoCrl = output(
  1,
  'Could not open file or uri for loading other CRLs from nosuch.pem',
  '40C7DBB98B7F0000:error:16000069:STORE routines:ossl_store_get0_loader_int:unregistered scheme',
);
/** `openssl ca -status` exits 1 for a valid certificate. */
export const statusValid = output(1, 'Using configuration from ca.cnf', '0B=Valid (V)');

function page(title: string): readonly string[] {
  return [
    '<html>',
    `<head><title>400 ${title}</title></head>`,
    '<body>',
    '<center><h1>400 Bad Request</h1></center>',
    `<center>${title}</center>`,
    '<hr><center>nginx/1.22.1</center>',
    '</body>',
    '</html>',
  ];
}
/** curl exits 0 on a refusal. */
export const curlRefused = output(0, ...page('The SSL certificate error'), '', 'http_code=400');
export const curlNoCertificate = output(0, ...page('No required SSL certificate was sent'), '', 'http_code=400');
export const curlAdmitted = output(0, 'ok', '', 'http_code=200');
export const curlDown = output(
  7,
  '',
  'http_code=000',
  "curl: (7) Failed to connect to 127.0.0.1 port 39159 after 0 ms: Couldn't connect to server",
);
export const resumedRefused = output(
  0,
  'HTTP/1.1 400 Bad Request',
  'Server: nginx/1.22.1',
  '',
  ...page('The SSL certificate error'),
  "Can't use SSL_get_servername",
  'depth=0 CN = 127.0.0.1',
  'verify return:1',
);
export const resumedAdmitted = output(
  0,
  'HTTP/1.1 200 OK',
  'Server: nginx/1.22.1',
  '',
  'ok',
  "Can't use SSL_get_servername",
);
export const resumedNone = output(1, "Can't open session file /rig/compromised.key.bulkhead-a1.session");

export const ssOldWorker = output(0, '0      0      127.0.0.1:39159 127.0.0.1:59880 users:(("nginx",pid=30018,fd=9))');
export const ssNoProcess = output(0, '0      0      127.0.0.1:39159 127.0.0.1:59880 ');
export const psOldWorker = output(
  0,
  '30017 nginx: master process nginx -e /rig/error.log -c /rig/nginx.conf',
  '30018 nginx: worker process is shutting down',
  '30030 nginx: worker process',
);

export const krlRevoked = output(1, '/rig/compromised-cert.pub (rig): REVOKED');
export const krlOk = output(0, '/rig/control-cert.pub (rig): ok');
export const krlMissing = output(255, 'Unable to load KRL /rig/revoked.krl: No such file or directory');
export const krlPlainList = output(255, 'Invalid KRL file /rig/revoked.krl: KRL file has invalid magic number');

const connected = [
  'OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.22 25 Aug 2026',
  'debug1: Connecting to 127.0.0.1 [127.0.0.1] port 45389.',
  'debug1: Connection established.',
];
const fingerprint = 'SHA256:pI14Lx4E8ewBCEJXZ4yNxAB/Nxro0tasPcCxkLP1kJI';
const offered = `debug1: Offering public key: /rig/compromised-cert.pub ED25519-CERT ${fingerprint} explicit`;
const accepted = `debug1: Server accepts key: /rig/compromised-cert.pub ED25519-CERT ${fingerprint} explicit`;
const plain = `debug1: Offering public key: /rig/compromised ED25519 ${fingerprint} explicit`;
const denied = ['debug1: No more authentication methods to try.', 'root@127.0.0.1: Permission denied (publickey).'];

export const sshAdmitted = output(
  0,
  ...connected,
  offered,
  accepted,
  'Authenticated to 127.0.0.1 ([127.0.0.1]:45389) using "publickey".',
);
export const sshDenied = output(
  255,
  ...connected,
  offered,
  'debug1: Authentications that can continue: publickey',
  plain,
  ...denied,
);
/** The server accepts the certificate; the words at the end are the same as for a denial. */
export const sshBadPermissions = output(
  255,
  ...connected,
  offered,
  accepted,
  "Permissions 0644 for '/rig/compromised' are too open.",
  'This private key will be ignored.',
  'Load key "/rig/compromised": bad permissions',
  plain,
  ...denied,
);
export const sshNotOffered = output(
  255,
  'Warning: Identity file /nonexistent not accessible: No such file or directory.',
  ...connected,
  'debug1: Trying private key: /home/ir/.ssh/id_rsa',
  ...denied,
);
export const sshOtherKey = output(
  0,
  ...connected,
  `debug1: Server accepts key: /home/ir/.ssh/id_ed25519 ED25519 ${fingerprint} agent`,
  'Authenticated to 127.0.0.1 ([127.0.0.1]:45389) using "publickey".',
);
export const sshHostKey = output(
  255,
  ...connected,
  'No ED25519 host key is known for [127.0.0.1]:45389 and you have requested strict checking.',
  'Host key verification failed.',
);
export const sshDown = output(
  255,
  ...connected.slice(0, 2),
  'ssh: connect to host 127.0.0.1 port 45389: Connection refused',
);

export const certificate = output(
  0,
  '/rig/compromised-cert.pub:',
  '        Type: ssh-ed25519-cert-v01@openssh.com user certificate',
  '        Public key: ED25519-CERT SHA256:tShSJozay3citOGwOd4ZIiALeZD4iU73w/qUQGfP+54',
  '        Signing CA: ED25519 SHA256:5Xtqa/VXzbyDkwkFSMQRmEnxXio5yDAREeFRIBJi0os (using ssh-ed25519)',
  '        Key ID: "id7"',
  '        Serial: 7',
);
const login = (port: number, id: string, serial: number): string =>
  `Accepted publickey for root from 127.0.0.1 port ${port} ssh2: ED25519-CERT SHA256:MNaHJNq45vYGauIDtqoZda2U6ZNjF2ZKoph9ztquduE ID ${id} (serial ${serial}) CA ED25519 SHA256:5Xtqa/VXzbyDkwkFSMQRmEnxXio5yDAREeFRIBJi0os`;
export const sshdLog = output(0, login(42648, 'id8', 8), login(36806, 'id7', 7));
/** A key id chosen to look like another serial, and a port that was used again by someone else. */
export const sshdLogDeceptive = output(
  0,
  login(42648, 'x (serial 7) CA ED25519', 8),
  login(36806, 'id7', 7),
  login(36806, 'id8', 8),
);
export const ssSshd = output(
  0,
  '0      0      127.0.0.1:7322 127.0.0.1:36806 users:(("sshd",pid=10496,fd=4),("sshd",pid=10494,fd=4))',
);
export const ssSshdUnknown = output(0, '0      0      127.0.0.1:7322 127.0.0.1:50000 users:(("sshd",pid=10496,fd=4))');

export const authAccepted = output(0, 'OK');
/** redis-cli exits 0 when the login is refused. */
export const authRefused = output(0, '(error) WRONGPASS invalid username-password pair or user is disabled.');
/** redis-cli --user svc --pass wrong ACL WHOAMI, with an open default user: exit 0, answered as somebody else. */
export const fellBack = output(
  0,
  '"default"',
  'AUTH failed: WRONGPASS invalid username-password pair or user is disabled.',
);
export const redisDown = output(
  0,
  'Could not connect to Redis at 127.0.0.1:7392: Connection refused',
  'Could not connect to Redis at 127.0.0.1:7392: Connection refused',
);
export const userOff = output(
  0,
  'OK',
  ' 1) "flags"',
  ' 2) 1) "off"',
  ' 3) "passwords"',
  ' 4) (empty array)',
  ' 5) "commands"',
  ' 6) "+@all"',
);
export const userOn = output(
  0,
  'OK',
  ' 1) "flags"',
  ' 2) 1) "on"',
  ' 3) "passwords"',
  ' 4) 1) "ea71e96d"',
  ' 5) "commands"',
  ' 6) "+@all"',
);
export const adminRefused = output(
  0,
  '(error) WRONGPASS invalid username-password pair or user is disabled.',
  'NOAUTH Authentication required.',
);
export const clientList = output(
  0,
  'OK',
  'id=5 addr=127.0.0.1:58678 laddr=127.0.0.1:35393 fd=7 name= age=0 idle=0 flags=N db=0 sub=0 cmd=client|list user=ir-admin redir=-1 resp=2',
  'id=9 addr=127.0.0.1:58700 laddr=127.0.0.1:35393 fd=8 name=user=svc age=3 idle=3 flags=N db=0 sub=0 cmd=ping user=svc-recommender redir=-1 resp=2',
);
/** The same, typed into a terminal: prompts, the typed password, blanks. */
export const clientListTyped: Output = {
  text: [
    'root@cache:~# redis-cli -h 127.0.0.1 -p 35393 --no-auth-warning --no-raw',
    '127.0.0.1:35393> AUTH ir-admin "OK"',
    'OK  ',
    '127.0.0.1:35393> CLIENT LIST',
    ...clientList.text.split('\n').slice(1, 3),
    '127.0.0.1:35393> quit',
    'root@cache:~# ',
  ].join('\r\n'),
  exit: null,
  timedOut: false,
};
