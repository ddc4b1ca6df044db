import type { Report } from '../../../shared/ledger/finding.ts';
import { at, hex } from './at.ts';
import { witness } from './witness.ts';
import { ines, lea } from './people.ts';

export function report(verified: boolean): Report {
  return {
    verified,
    findings: verified
      ? [{ code: 'TRUST_NOT_ANCHORED', severity: 'warning', message: 'The console key was not given from outside.' }]
      : [
          {
            code: 'ENTRY_ALTERED',
            severity: 'error',
            message: 'Entry 41 does not hash to the leaf that the tree commits to.',
            entry: 41,
          },
          {
            code: 'EVIDENCE_MISSING',
            severity: 'error',
            message: 'A file that the ledger names is not in the bundle.',
            file: `data/evidence/${hex('3fa9')}`,
          },
          { code: 'TRUST_NOT_ANCHORED', severity: 'warning', message: 'The console key was not given from outside.' },
        ],
    statements: [
      'Rollback cannot be excluded: nobody outside has presented an older checkpoint.',
      'Times are those of this console’s clock; no outside time stamp is included.',
    ],
    summary: {
      origin: 'bulkhead.example/copper-thimble',
      type: 'incident',
      entries: 79,
      checkpoints: 64,
      root: hex('4c11'),
      consoleFingerprint: hex('beef'),
      operators: [
        { name: ines.name, fingerprint: ines.fingerprint, signed: 58 },
        { name: lea.name, fingerprint: lea.fingerprint, signed: 6 },
      ],
      witnessed: [
        {
          name: witness.name,
          keyName: 'nordhafen.example/witness',
          fingerprint: witness.fingerprint,
          size: 61,
          time: at(-14),
          trusted: true,
        },
      ],
      evidenceFiles: 2,
      evidenceBytes: 48_231_433,
    },
  };
}
