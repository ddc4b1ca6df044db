// A process of its own: verifies one ledger file and says how long it took. One JSON line.
import { readFileSync } from 'node:fs';
import { inspectLedger } from '../../main/adapters/sqlite/inspect-ledger.ts';
import { VerificationThreads } from '../../main/adapters/verification/verification-workers.ts';
import { verifyLedger } from '../../shared/ledger/verify.ts';
import { crypto } from '../support/parties.ts';
import { timedLater } from './stopwatch.ts';

const [path = '', how = ''] = process.argv.slice(2);
let entries = 0;
let verified = false;
const took = await timedLater(async () => {
  const file = how === 'alone' ? inspectLedger(path) : null;
  const report = file
    ? verifyLedger(file, {}, crypto)
    : (await new VerificationThreads().ledger({ path, trust: {} })).report;
  file?.close();
  ({ verified } = report);
  ({ entries } = report.summary);
});
if (!verified) throw new Error('the bench made a ledger that does not verify');
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.stdout.write(JSON.stringify({ entries, ...took, peakMb: Number(peak) / 1024 }));
