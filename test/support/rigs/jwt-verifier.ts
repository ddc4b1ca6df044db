// A service that takes tokens: `node jwt-verifier.ts PORT JWKS_URL CACHE_MS PID_FILE`. It fetches the key set, keeps it for that long,
// and forgets it on SIGHUP. `/stream` looks at the token once and then sends for ever, as event streams do.
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port = '0', jwksUrl = '', cacheMs = '0', pidFile = ''] = process.argv.slice(2);

interface Jwk extends JsonWebKey {
  readonly kid: string;
}

let kept: { readonly keys: readonly Jwk[]; readonly until: number } | undefined;
process.on('SIGHUP', () => {
  kept = undefined;
});

async function keySet(): Promise<readonly Jwk[]> {
  if (kept === undefined || Date.now() >= kept.until) {
    const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: readonly Jwk[] };
    kept = { keys, until: Date.now() + Number(cacheMs) };
  }
  return kept.keys;
}

async function good(authorization: string | undefined): Promise<boolean> {
  const [head = '', body = '', signature = ''] = (authorization ?? '').replace(/^Bearer /, '').split('.');
  if (signature === '') return false;
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid: string };
  const key = (await keySet()).find((one) => one.kid === kid);
  if (key === undefined) return false;
  const signed = Buffer.from(`${head}.${body}`);
  return verify(null, signed, createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
}

const server = createServer((request, answer) => {
  good(request.headers.authorization)
    .then((ok) => {
      if (!ok) return answer.writeHead(401).end();
      if (request.url !== '/stream') return answer.writeHead(200).end('hello\n');
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => answer.write('data: more\n\n'), 50);
      answer.on('close', () => clearInterval(timer));
      return answer;
    })
    .catch(() => answer.writeHead(500).end());
});
server.listen(Number(port), '127.0.0.1', () => writeFileSync(pidFile, `${process.pid}\n`));
