import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LeafOptions {
  /** As `openssl x509 -not_before` takes it; the certificate is for today and a year without. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly extensions?: string;
}

const STAMPING =
  'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n';

/** A time-stamping authority of its own made with openssl: root, issuing authority, one or more certificates that stamp. */
export class TestTsa {
  readonly folder = mkdtempSync(join(tmpdir(), 'bulkhead-tsa-'));
  readonly name: string;

  constructor(name = 'Test') {
    this.name = name;
    const authority =
      'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
    const always = { notBefore: '20200101000000Z', notAfter: '20600101000000Z' };
    this.#key('root');
    this.#certificate('root', 'root', { extensions: authority, ...always });
    this.#key('issuing');
    this.#certificate('issuing', 'root', { extensions: `${authority}authorityKeyIdentifier=keyid\n`, ...always });
    this.leaf('leaf');
  }

  get rootPem(): string {
    return this.text('root.pem');
  }
  get issuingPem(): string {
    return this.text('issuing.pem');
  }
  path(name: string): string {
    return join(this.folder, name);
  }
  text(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }
  write(name: string, bytes: Uint8Array | string): string {
    writeFileSync(this.path(name), bytes);
    return this.path(name);
  }
  openssl(...argv: readonly string[]): string {
    return execFileSync('openssl', argv, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  leaf(name: string, { extensions = STAMPING, ...rest }: LeafOptions = {}): void {
    this.#key(name);
    this.#certificate(name, 'issuing', { extensions, ...rest });
  }

  /** Answers as the authority would. `chain` goes into the token beside the certificate. */
  stamp(request: Uint8Array, { leaf = 'leaf', chain = 'issuing.pem' }: { leaf?: string; chain?: string } = {}): Buffer {
    this.write('request.tsq', request);
    this.write('serial', '1000\n');
    this.write(
      'tsa.cnf',
      `[tsa]\ndefault_tsa=one\n[one]\nserial=serial\nsigner_cert=${leaf}.pem\ncerts=${chain}\nsigner_key=${leaf}.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256,sha512\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
    );
    this.openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'reply.tsr');
    return readFileSync(this.path('reply.tsr'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #key(name: string): void {
    this.openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', `${name}.key`);
  }

  #certificate(
    name: string,
    issuer: string,
    { notBefore, notAfter, extensions }: LeafOptions & { extensions: string },
  ): void {
    mkdirSync(this.path('ca'), { recursive: true });
    this.write(`${name}.ext`, extensions);
    this.openssl(
      'req',
      '-new',
      '-key',
      `${name}.key`,
      '-subj',
      `/O=${this.name}/CN=${this.name} ${name}`,
      '-out',
      `${name}.csr`,
    );
    this.write('ca/index.txt', '');
    this.write(
      'ca.cnf',
      '[ca]\ndefault_ca=one\n[one]\nnew_certs_dir=ca\ndatabase=ca/index.txt\nserial=ca/serial\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\nO=optional\nCN=supplied\n',
    );
    this.openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-rand_serial',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-notext',
      '-extfile',
      `${name}.ext`,
      '-keyfile',
      `${issuer}.key`,
      ...(issuer === name ? ['-selfsign'] : ['-cert', `${issuer}.pem`]),
      ...(notBefore === undefined ? [] : ['-startdate', notBefore]),
      ...(notAfter === undefined ? ['-days', '365'] : ['-enddate', notAfter]),
    );
  }
}
