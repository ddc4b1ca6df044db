import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timedBoth, timedLater } from './stopwatch.ts';

// The peers bring no types. As much of each as is used.
interface Hypercore {
  ready(): Promise<void>;
  append(block: Uint8Array): Promise<unknown>;
  readonly length: number;
  replicate(initiator: boolean): NodeJS.ReadWriteStream;
  readonly key: Uint8Array;
  download(range: { start: number; end: number }): { done(): Promise<void> };
  close(): Promise<void>;
}
type HypercoreClass = new (folder: string, key?: Uint8Array) => Hypercore;

interface SsbState {
  readonly queue: readonly { readonly value: unknown }[];
  readonly error: unknown;
}
interface SsbValidate {
  initial(): SsbState;
  appendNew(state: SsbState, hmac: null, keys: unknown, content: object, at: number): SsbState;
  append(state: SsbState, hmac: null, message: unknown): SsbState;
}

export interface Peer {
  readonly once: () => Promise<void> | void;
  readonly close: () => Promise<void> | void;
}

async function load<T>(name: string): Promise<T> {
  return ((await import(name)) as { readonly default: T }).default;
}

/** One block to an append, signed; it is not waited for until the disk has it (`hypercore` asks for no synchronisation here). */
export async function hypercorePeer(text: string): Promise<Peer> {
  const Core = await load<HypercoreClass>('hypercore');
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-peer-'));
  const core = new Core(folder);
  await core.ready();
  return {
    once: async () => void (await core.append(Buffer.from(text))),
    close: async () => {
      await core.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One message made, signed and chained, in memory: ssb-validate stores nothing. */
export async function ssbPeer(text: string): Promise<Peer> {
  const [validate, keys] = await ssb();
  let state = validate.initial();
  let at = 1_700_000_000_000;
  return {
    once: () => void (state = validate.appendNew(state, null, keys, { type: 'post', text }, (at += 1))),
    close: () => undefined,
  };
}

async function ssb(): Promise<readonly [SsbValidate, unknown]> {
  const keys = await load<{ generate(): unknown }>('ssb-keys');
  return [await load<SsbValidate>('ssb-validate'), keys.generate()];
}

export interface PeerVerification {
  readonly entries: number;
  readonly wall: number;
  readonly cpu: number;
}

/** A second core takes every block over from the first, with its proof, and checks it: how hypercore verifies what it did not write. */
export async function verifyHypercore(entries: number, text: (at: number) => string): Promise<PeerVerification> {
  const Core = await load<HypercoreClass>('hypercore');
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-peer-'));
  const one = new Core(join(folder, 'one'));
  await one.ready();
  for (let at = 0; at < entries; at += 1) await one.append(Buffer.from(text(at)));
  const two = new Core(join(folder, 'two'), one.key);
  await two.ready();
  const took = await timedLater(async () => {
    const [a, b] = [one.replicate(true), two.replicate(false)];
    a.pipe(b).pipe(a);
    await two.download({ start: 0, end: entries }).done();
  });
  await two.close();
  await one.close();
  rmSync(folder, { recursive: true });
  return { entries, ...took };
}

export async function verifySsb(entries: number, text: (at: number) => string): Promise<PeerVerification> {
  const [validate, keys] = await ssb();
  let made = validate.initial();
  for (let at = 0; at < entries; at += 1)
    made = validate.appendNew(made, null, keys, { type: 'post', text: text(at) }, 1_700_000_000_000 + at);
  let read = validate.initial();
  const took = timedBoth(() => {
    for (const { value } of made.queue) read = validate.append(read, null, value);
  });
  if (read.error) throw new Error('ssb refused what it made');
  return { entries, ...took };
}
