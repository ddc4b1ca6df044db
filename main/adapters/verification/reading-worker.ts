// A thread that reads for the judging one, until that one closes the line between them: batches of bytes, or parts of the ledger file.
import { workerData } from 'node:worker_threads';
import { readBatch } from '../../../shared/ledger/read-batch.ts';
import { nodeCrypto, sha256OfText } from '../crypto/node-crypto.ts';
import { pageProblems } from '../sqlite/inspect-ledger.ts';
import { openStretches, type StretchSource } from '../sqlite/stretch-rows.ts';
import { readStretch } from './read-stretch.ts';
import { StopFlag } from './stop-flag.ts';
import type { FromReader, ReaderStart, ToReader } from './task.ts';

/** Only asked for hashes and signatures, never for a key: the cost of a passphrase does not matter here. */
const crypto = nodeCrypto(1);
const { line, shared, path } = workerData as ReaderStart;
const flag = new StopFlag(shared);
let source: StretchSource | null = null;

line.on('message', ({ ticket, batch }: ToReader) => {
  if (flag.stopped) return;
  const answer: FromReader = { ticket, read: read(batch) };
  line.postMessage(answer, 'hashes' in answer.read ? [answer.read.hashes.buffer] : []);
  // After the answer is in the line: who is woken finds it.
  flag.answer();
});

function read(batch: ToReader['batch']): FromReader['read'] {
  if (batch.what === 'pages') return { what: 'pages', problems: pageProblems(path ?? '') };
  if (batch.what !== 'stretch') return readBatch(batch, crypto);
  try {
    // Opened when it is first asked for: the judge has its own view of the file by then, and this one is no older.
    source ??= openStretches(path ?? '');
    return readStretch(batch, { source, sha256: crypto.sha256, sha256OfText });
  } catch {
    return { what: 'stretch', sound: false }; // The judge reads the same place, and says what is wrong with it.
  }
}
