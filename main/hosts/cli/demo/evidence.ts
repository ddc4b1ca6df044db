import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Two log files in the shapes of WordPress and nginx (reference D, table of formats). Made here, from nobody's data: the key is
 * a placeholder of the right form, the addresses are of the documentation ranges.
 */
export async function writeLogs(dir: string): Promise<{ readonly debugLog: string; readonly accessLog: string }> {
  await mkdir(dir, { recursive: true });
  const debugLog = join(dir, 'debug.log');
  const accessLog = join(dir, 'access.log');
  const lines: string[] = [];
  for (let i = 0; i < 400; i += 1) {
    const minute = String(Math.floor(i / 60)).padStart(2, '0');
    const second = String(i % 60).padStart(2, '0');
    lines.push(
      `[22-Nov-2026 00:${minute}:${second} UTC] PHP Notice:  Undefined index: risk_profile in /var/www/shop/wp-content/plugins/advice-recommender/src/Client.php on line ${40 + (i % 30)}`,
    );
    if (i % 50 === 17)
      lines.push(
        `[22-Nov-2026 00:${minute}:${second} UTC] advice-recommender request failed: Authorization: Bearer sk-proj-EXAMPLEEXAMPLEEXAMPLE${i}`,
      );
  }
  await writeFile(debugLog, `${lines.join('\n')}\n`);
  const size = Buffer.byteLength(`${lines.join('\n')}\n`);
  const access: string[] = [];
  for (let i = 0; i < 900; i += 1) {
    const at = `22/Nov/2026:00:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} +0000`;
    access.push(
      i % 150 === 77
        ? `203.0.113.${(i % 3) + 10} - - [${at}] "GET /wp-content/debug.log HTTP/1.1" 200 ${size} "-" "python-requests/2.32"`
        : `198.51.100.${i % 200} - - [${at}] "GET /shop/?page=${i % 40} HTTP/1.1" 200 ${5000 + (i % 700)} "-" "Mozilla/5.0"`,
    );
  }
  await writeFile(accessLog, `${access.join('\n')}\n`);
  return { debugLog, accessLog };
}
