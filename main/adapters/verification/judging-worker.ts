// A thread that verifies one ledger or one bundle from its bytes to its findings, and says how far it is.
import { parentPort, workerData } from 'node:worker_threads';
import { KeptEntries } from '../../../shared/bundle/kept-entries.ts';
import { verifyBundleFolder } from '../../../shared/bundle/verify.ts';
import { BulkheadError, FAILURES, type Failure } from '../../../shared/domain/failure.ts';
import { readAhead } from '../../../shared/ledger/read-ahead.ts';
import { readHere, type Reader } from '../../../shared/ledger/reading.ts';
import { verifyLedger, type Trust } from '../../../shared/ledger/verify.ts';
import type { InspectedLedger } from '../../ports/ledger-store.ts';
import type { LedgerTask, LedgerVerdict } from '../../ports/verification-workers.ts';
import { nodeCrypto } from '../crypto/node-crypto.ts';
import { openBundleSource } from '../files/bundle-source.ts';
import { inspectLedger } from '../sqlite/inspect-ledger.ts';
import { pacedProgress } from './paced-progress.ts';
import { readingHands, refuseStopped } from './reading-hands.ts';
import { StopFlag } from './stop-flag.ts';
import type { FromJudge, JudgeStart } from './task.ts';

const { task, lines, shared } = workerData as JudgeStart;
const flag = new StopFlag(shared);
const crypto = nodeCrypto(1);
const tell = (message: FromJudge): void => parentPort?.postMessage(message, []);
const progress = pacedProgress((now) => tell({ what: 'progress', progress: now }));

/** Counts what the verifier takes in, not what was read ahead of it. */
function counting(reader: Reader): Reader {
  return (ledger, primitives) => {
    const reading = reader(ledger, primitives);
    const total = ledger.size ?? 0;
    progress.say('entries', 0, total);
    function* entries() {
      let done = 0;
      for (const entry of reading.entries) {
        refuseStopped(flag);
        yield entry;
        done += 1;
        if (done % 1024 === 0) progress.say('entries', done, total);
      }
      progress.say('entries', done, done);
    }
    return { ...reading, entries: entries() };
  };
}

const hands = lines.length > 0 ? readingHands(lines, flag) : null;
const reader = hands ? readAhead(hands) : readHere;

function checkLedger({ path, size, trust }: LedgerTask): LedgerVerdict {
  const file = inspectLedger(path, size, hands === null);
  // A file that is no ledger of ours has no parts that others could be sent to.
  if (hands && file.problems.length > 0) {
    file.close();
    const { from: _, ...whole } = inspectLedger(path, size);
    return judge(whole, trust);
  }
  return judge(file, trust, hands?.checkPages());
}

function judge(
  file: Omit<InspectedLedger, 'from'>,
  trust: Trust,
  pages: () => InspectedLedger['problems'] = () => [],
): LedgerVerdict {
  const kept = new KeptEntries();
  try {
    const report = verifyLedger(file, trust, crypto, (entry) => kept.take(entry), counting(reader));
    return { report, problems: [...pages(), ...file.problems], evidence: kept.evidence, entries: kept.entries };
  } finally {
    file.close();
  }
}

async function run(): Promise<FromJudge> {
  if (task.what === 'ledger') return { what: 'ledger', verdict: checkLedger(task.task) };
  const source = await openBundleSource(task.path, crypto.hash);
  const report = await verifyBundleFolder(
    source,
    task.trust,
    crypto,
    {
      step: (done, total) => {
        refuseStopped(flag);
        progress.say('files', done, total);
      },
    },
    counting(reader),
  );
  return { what: 'bundle', report };
}

function failureOf(error: unknown): Failure {
  if (error instanceof BulkheadError) return error.toFailure();
  const message = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
  return { code: 'INTERNAL', ...FAILURES.INTERNAL, message, details: [] };
}

tell(await run().catch((error: unknown): FromJudge => ({ what: 'failure', failure: failureOf(error) })));
// Keeps this thread waiting for more, and the readers at the other ends.
for (const line of lines) line.close();
