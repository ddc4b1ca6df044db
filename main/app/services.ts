import type { Content } from '../engine/replay.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Clock } from '../ports/clock.ts';
import type { CommandRunner } from '../ports/command-runner.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { BundlePlaces, HomeFiles } from '../ports/files.ts';
import type { KeyWrapper } from '../ports/key-wrapper.ts';
import type { LedgerStores } from '../ports/ledger-store.ts';
import type { PaperPrinter } from '../ports/paper.ts';
import type { Random } from '../ports/random.ts';
import type { Timestamps } from '../ports/timestamps.ts';
import type { VerificationWorkers } from '../ports/verification-workers.ts';
import type { WitnessFolder } from '../witness/witness-folder.ts';
import type { HostKind } from './app.ts';
import type { Feed } from './feed.ts';

/** What a defect leaves behind for the person who has to mend it. Never secrets, never evidence. */
export type Log = (event: string, detail: string) => void;

/** Everything the use cases are given from outside. Built once, in hosts/compose.ts. */
export interface Services {
  readonly host: HostKind;
  readonly version: string;
  readonly files: HomeFiles;
  readonly stores: LedgerStores;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly random: Random;
  readonly runner: CommandRunner;
  readonly places: BundlePlaces;
  readonly timestamps: Timestamps;
  readonly paper: PaperPrinter;
  readonly verification: VerificationWorkers;
  readonly wrapper: KeyWrapper | null;
  readonly keyring: Keyring;
  /** This console as a witness for others. */
  readonly witness: WitnessFolder;
  readonly content: Content;
  readonly feed: Feed;
  readonly log: Log;
  readonly idleLockMs: number;
}

/** A fresh id: prefix and 16 random hex digits. */
export function newId<Prefix extends string>(random: Random, prefix: Prefix): `${Prefix}${string}` {
  const hex = Array.from(random.bytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${prefix}${hex}`;
}
