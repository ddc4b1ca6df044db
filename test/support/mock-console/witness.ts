import type { CosignatureView } from '../../../shared/view/incident-view.ts';
import type { WitnessView } from '../../../shared/view/console-view.ts';
import type { CheckpointProof } from '../../../shared/view/timeline-view.ts';
import { at, hex } from './at.ts';

export const witness: WitnessView = {
  name: 'Tomás, second laptop',
  vkey: 'nordhafen.example/witness+773a6c12+BMhTrQ8M0rYZrqks7sT9VqJNZJnVhM55JX5Fz9gTm2Cn',
  fingerprint: hex('4e'),
  distrusted: false,
};

const line =
  '— nordhafen.example/witness dzpsEgAAAABrAfhA0dUG7vGUN26sbL1dY24nbk+cMu0Y24or/feydU1hL7eJzm4t2scYmXp3ssxztTDuRawDFA56xBKTsx1wlu8yDg==';

export const cosignature: CosignatureView = {
  entry: 63,
  at: at(-12),
  by: 'Inês Duarte',
  size: 61,
  root: hex('88ed'),
  witness: witness.name,
  vkey: witness.fingerprint,
  cosignature: line,
  time: at(-14),
};

const origin = 'bulkhead/incident/00112233445566778899aabbccddeeff';
const note = `${origin}\n61\ng9tP7QwQbLw6vsDGQZwBhy/qA4vkV3v+rlypDPZg+Yc=\n\n— ${origin} 4rFJlBqV9Ozg/vyrTpVyyYdgoydf1XKRaLmTbCUzZJnne9HFbwE9RIcTypMcUT4omPkr4ITzH8Z2uSw408LSnX6gSg4=\n`;

export function checkpointProof(size: number, withWitness: boolean): CheckpointProof {
  const log = {
    name: origin,
    keyId: 'e2b14994',
    role: 'console',
    who: 'This console',
    key: hex('beef'),
    valid: true,
    time: null,
  } as const;
  const cosigned = {
    name: 'nordhafen.example/witness',
    keyId: '773a6c12',
    role: 'witness',
    who: witness.name,
    key: witness.fingerprint,
    valid: true,
    time: at(-14),
  } as const;
  return {
    size,
    root: hex('4c11'),
    note: withWitness ? `${note}${line}\n` : note,
    lines: withWitness ? [log, cosigned] : [log],
    path: ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', '01'].map((pair, i) => ({
      sibling: hex(pair),
      side: i % 2 ? 'left' : 'right',
      result: hex(`9${i}`),
    })),
  };
}

export const witnessCalls = {
  own: () => Promise.resolve({ key: null, folder: '/var/lib/bulkhead/witness', warning: null, logs: [] }),
  trust: () => Promise.resolve(witness),
  distrust: () => Promise.resolve({ ...witness, distrusted: true }),
  request: () =>
    Promise.resolve({
      text: `old 61\n${'ZEk+e7x3cJb91YfWwfRm75J/fuAbBqQO42uJGiK0vYU=\n'.repeat(5)}\n${note}`,
      old: 61,
      size: 79,
      logPrint: hex('2f'),
      log: `${origin}+e2b14994+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4`,
    }),
};
