// A process of its own that opens one ledger file of unknown origin and says what it holds. Started by `foreign-ledger.ts`, which
// caps its time, memory and answer: whatever the file does to SQLite or to this process, the one that asked goes on.
import { copyFileSync, existsSync, lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import { verifyLedger, type Trust } from '../../../shared/ledger/verify.ts';
import { nodeCrypto } from '../crypto/node-crypto.ts';
import { foreignSchemaFault, inspectLedger, limitHeap } from '../sqlite/inspect-ledger.ts';

/** More than a ledger of ten million entries; a file that says it is larger is not read to find out. */
const MOST_BYTES = 16 * 2 ** 30;
const HEAP_BYTES = 256 << 20;

interface Question {
  readonly path: string;
  /** A folder for copies; whoever asked removes it, since this process may not live to do so. */
  readonly scratch: string;
  readonly trust: {
    readonly consoleFingerprint?: string;
    readonly known?: string;
    readonly wanted?: readonly string[];
  };
}

const crypto = nodeCrypto(1);
const { path, scratch, trust } = JSON.parse(await text(process.stdin)) as Question;
const { known, ...rest } = trust;
const asked: Trust = { ...rest, ...(known === undefined ? {} : { known: new TextEncoder().encode(known) }) };
limitHeap(HEAP_BYTES);
process.stdout.write(JSON.stringify(check()));

function check(): Report {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return only('STORE_DAMAGED', 'this is a link, a folder or a device, and no file');
  // SQLite would take it for a database without tables.
  if (found.size === 0) return only('STORE_DAMAGED', 'the file is empty');
  if (found.size > MOST_BYTES) return only('STORE_DAMAGED', `the file has ${found.size} bytes, more than are read`);
  const alone = checkCopy('alone', false);
  if (!existsSync(`${path}-wal`) || lstatSync(`${path}-wal`).size === 0) return alone;
  const whole = checkCopy('whole', true);
  if (whole.verified || !alone.verified) return whole;
  // SQLite replays any sound log that lies beside a file under the right name.
  return withProblems(alone, [
    problem(
      'STORE_DAMAGED',
      `the ${basename(path)}-wal beside it is of another database, or damaged; without it the file verifies`,
    ),
  ]);
}

/** On a copy: SQLite writes beside a file that it only reads, and what lies here is somebody's evidence. */
function checkCopy(name: string, withLog: boolean): Report {
  const copy = join(scratch, `${name}.db`);
  copyFileSync(path, copy);
  if (withLog) copyFileSync(`${path}-wal`, `${copy}-wal`);
  // Before any row is asked for: a view named like a table would answer, with anything and for ever.
  const fault = foreignSchemaFault(copy);
  if (fault !== null) return only(fault.code, fault.message);
  const file = inspectLedger(copy);
  try {
    const report = verifyLedger(file, asked, crypto);
    return withProblems(
      report,
      file.problems.map(({ code, message, entry }) => ({
        ...problem(code, message),
        ...(entry === undefined ? {} : { entry }),
      })),
    );
  } finally {
    file.close();
  }
}

function problem(code: Finding['code'], message: string): Finding {
  return { code, severity: 'error', message: printable(message) };
}

function withProblems(report: Report, problems: readonly Finding[]): Report {
  const findings = [...problems, ...report.findings];
  return { ...report, findings, verified: findings.every(({ severity }) => severity !== 'error') };
}

function only(code: Finding['code'], message: string): Report {
  const nothing = verifyLedger({ entries: [], checkpoints: [] }, {}, crypto);
  return { ...nothing, verified: false, findings: [problem(code, message)], statements: [] };
}
