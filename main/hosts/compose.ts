import { actionTemplates } from '../../playbooks/actions/registry.ts';
import { playbooks } from '../../playbooks/registry.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { nodeCrypto } from '../adapters/crypto/node-crypto.ts';
import { nodeRandom } from '../adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../adapters/files/home-files.ts';
import { nodeBundlePlaces } from '../adapters/files/bundle-places.ts';
import { refuseNetworkShare } from '../adapters/files/local-disk.ts';
import { runnerFiles } from '../adapters/files/runner-files.ts';
import { pdfPrinter } from '../adapters/paper/pdf-paper.ts';
import { createCommandRunner } from '../adapters/process/run-command.ts';
import { sqliteLedgerStores } from '../adapters/sqlite/sqlite-ledger-stores.ts';
import { rfc3161 } from '../adapters/tsa/rfc3161.ts';
import { VerificationThreads } from '../adapters/verification/verification-workers.ts';
import type { App, HostKind } from '../app/app.ts';
import { createApp } from '../app/create-app.ts';
import { Feed } from '../app/feed.ts';
import type { Log, Services } from '../app/services.ts';
import { pinPlaybook, pinTemplate } from '../engine/pinned.ts';
import type { Content } from '../engine/replay.ts';
import { Keyring } from '../keys/keyring.ts';
import type { Clock } from '../ports/clock.ts';
import type { CommandRunner } from '../ports/command-runner.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { KeyWrapper } from '../ports/key-wrapper.ts';
import type { LedgerStores } from '../ports/ledger-store.ts';
import { WitnessFolder } from '../witness/witness-folder.ts';
import manifest from '../../package.json' with { type: 'json' };

/** scrypt at 2^17 costs an attacker 128 MiB and about half a second a guess. */
const KDF_LOG_N = 17;
const IDLE_LOCK_MS = 15 * 60_000;

export interface ComposeOptions {
  readonly home: string;
  readonly host: HostKind;
  readonly keyWrapper?: KeyWrapper;
  /** For tests only: a hand-cranked clock, cheaper key derivation, a shorter idle lock, another machine, a store that fails. */
  readonly clock?: Clock;
  readonly kdfLogN?: number;
  readonly idleLockMs?: number;
  readonly runner?: CommandRunner;
  readonly stores?: LedgerStores;
  /** Playbooks and actions of another build than this one. */
  readonly content?: Content;
  readonly log?: Log;
}

/** The only place that wires. Throws HOME_BUSY, HOME_UNUSABLE (as CANNOT_RECORD), LEDGER_DAMAGED. */
export async function composeApp(options: ComposeOptions): Promise<App> {
  const files = new NodeHomeFiles(options.home, nodeRandom);
  await files.makeFolder('.');
  await refuseNetworkShare(files.root);
  const lock = sqliteLedgerStores.lockHome(files.absolute('lock.db'));
  try {
    return await createApp(buildServices(options, files), () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

function buildServices(options: ComposeOptions, files: NodeHomeFiles): Services {
  const crypto = nodeCrypto(options.kdfLogN ?? KDF_LOG_N);
  const clock = options.clock ?? systemClock;
  const wrapper = options.keyWrapper ?? null;
  return {
    host: options.host,
    version: manifest.version,
    files,
    crypto,
    clock,
    wrapper,
    stores: options.stores ?? sqliteLedgerStores,
    random: nodeRandom,
    runner: options.runner ?? createCommandRunner({ files: runnerFiles }),
    places: nodeBundlePlaces(files.absolute('exports'), crypto.hash),
    timestamps: rfc3161,
    paper: pdfPrinter,
    verification: new VerificationThreads(),
    keyring: new Keyring({ files, crypto, random: nodeRandom, wrapper, monotonicMs: () => clock.monotonicMs() }),
    witness: new WitnessFolder({
      files: new NodeHomeFiles(files.absolute('witness'), nodeRandom),
      crypto,
      stores: sqliteLedgerStores,
      nowMs: () => Date.parse(clock.now()),
    }),
    content: options.content ?? contentOf(crypto),
    feed: new Feed(),
    log:
      options.log ??
      ((event, detail) => process.stderr.write(`${JSON.stringify({ at: clock.now(), event, detail })}\n`)),
    idleLockMs: options.idleLockMs ?? IDLE_LOCK_MS,
  };
}

/** The content of this build by digest. Another digest of the same id is not found, and the run stays read-only. */
function contentOf(crypto: Crypto): Content {
  const known = new Map(playbooks.map((playbook) => [pinPlaybook(crypto.sha256, playbook).digest, playbook]));
  const templates = new Map(actionTemplates.map((template) => [pinTemplate(crypto.sha256, template).digest, template]));
  return { playbook: (pinned) => known.get(pinned.digest), template: (pinned) => templates.get(pinned.digest) };
}
