import type { BundleSink } from '../../main/ports/files.ts';
import { writeBundle, type BundleRequest, type WrittenBundle } from '../../main/handoff/write-bundle.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import { LedgerBuilder, rosterLine } from './ledger-builder.ts';
import { MemoryVault } from './memory-vault.ts';
import { alice, bob, consoleParty, crypto } from './parties.ts';

/** A small case with every way of naming evidence: a collected file, an empty one, output of a step, the text of a notification. */
export async function sampleCase(origin?: string): Promise<{ ledger: LedgerBuilder; vault: MemoryVault }> {
  const vault = new MemoryVault();
  const ledger = new LedgerBuilder(origin === undefined ? {} : { origin });
  const collect = async (exhibit: string, name: string, bytes: Uint8Array): Promise<void> => {
    const item = await vault.put(bytes);
    ledger.write(alice, {
      kind: 'evidence.collected',
      body: {
        exhibit,
        ...item,
        name,
        source: 'PC-7',
        method: 'copied',
        mediaType: 'application/octet-stream',
        collectedBy: alice.name,
      },
    });
  };
  ledger.note(alice, 'Büro: isolated host "PC-7"\n\tsecond line, 😀');
  await collect('E-0001', 'access.log', utf8('203.0.113.9 GET /weights.bin\n'.repeat(40)));
  await collect('E-0002', 'empty.bin', new Uint8Array(0));
  ledger.write(alice, { kind: 'operator.enrolled', body: rosterLine(bob) });
  ledger.write(bob, { kind: 'operator.confirmed', body: { fingerprint: bob.signer.fingerprint } });
  const output = await vault.put(utf8('HTTP/1.1 401 Unauthorized\n'));
  const step = { effect: '6.0', action: 'act-0011223344556677', step: 'mustFail' } as const;
  ledger.write(bob, {
    kind: 'effect.started',
    body: {
      ...step,
      mode: 'card',
      commands: [{ title: 'Try the old key', argv: ['curl', '-i', 'https://weights.example/'], stdin: '' }],
    },
  });
  ledger.write(consoleParty, {
    kind: 'effect.completed',
    body: {
      ...step,
      reading: { verdict: 'refused', summary: '401', sessions: [], facts: [] },
      outputs: [{ exit: 0, timedOut: false, sha256: output.sha256, bytes: output.size }],
    },
  });
  const draft = await vault.put(utf8('Early warning under NIS2, Art. 23\n'));
  const draftData = await vault.put(utf8('{"form":"nis2-early-warning/2026-11"}'));
  ledger.write(alice, {
    kind: 'notification.drafted',
    body: {
      stage: 'NIS2.EW',
      entity: 'ent-0011223344556677',
      version: 1,
      packVersion: 'eu-2026-11',
      textSha256: draft.sha256,
      draftSha256: draftData.sha256,
      missing: [],
    },
  });
  ledger.append(consoleParty, { kind: 'note.added', body: { text: 'by the console' } });
  ledger
    .append(alice, { kind: 'note.added', body: { text: 'and by Alice, under one checkpoint' } })
    .seal({ lines: [alice] });
  return { ledger, vault };
}

export function requestFor(sample: { ledger: LedgerBuilder; vault: MemoryVault }, sink: BundleSink): BundleRequest {
  return {
    ...sample,
    sink,
    crypto,
    signers: { console: consoleParty.signer, operator: alice.signer },
    meta: {
      exportedAt: '2026-11-22T08:00:00.000Z' as Instant,
      recipient: 'Competent authority',
      purpose: 'Final report: "who decided what"',
      software: 'bulkhead 0.1.0',
    },
  };
}

export async function writeSample(sink: BundleSink, origin?: string): Promise<WrittenBundle> {
  return writeBundle(requestFor(await sampleCase(origin), sink));
}
