import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, plusMs } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { noteOver } from '../../support/fsck-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;
let incident: IncidentId;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
});
afterEach(() => console.remove());

describe('command', () => {
  test('changes hands by two signatures, and not before', async () => {
    const offerTo = (client: typeof console.ada, to: string) =>
      client.command.offer({ incident, to, situation: 'all quiet' });
    await expect(offerTo(console.ben, console.benKey)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await expect(offerTo(console.ada, console.adaKey)).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(offerTo(console.ada, 'e'.repeat(64))).rejects.toMatchObject(code('OPERATOR_UNKNOWN'));
    const { recorded: offer } = await offerTo(console.ada, console.benKey);
    expect((await view()).commander.fingerprint).toBe(console.adaKey);
    await expect(console.ada.command.accept({ incident, offer })).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await expect(console.ben.command.accept({ incident, offer: offer - 1 })).rejects.toMatchObject(
      code('INCIDENT_MOVED'),
    );
    const accepted = await console.ben.command.accept({ incident, offer });
    expect(await view()).toMatchObject({ commander: { fingerprint: console.benKey }, offer: null });
    for (const [index, signer] of [
      [offer, console.adaKey],
      [accepted.recorded, console.benKey],
    ] as const) {
      expect(noteOver(join(console.home, 'incidents', incident, 'ledger.db'), index)).toContain(
        `— bulkhead/operator/${signer.slice(0, 16)} `,
      );
    }
    await sameAfterReopen(console, incident);
  });

  test('that was taken back or declined cannot be accepted', async () => {
    for (const by of ['ada', 'ben'] as const) {
      const { recorded: offer } = await console.ada.command.offer({ incident, to: console.benKey, situation: 'x' });
      await console[by].command.withdraw({ incident, offer });
      await expect(console.ben.command.accept({ incident, offer })).rejects.toMatchObject(code('INCIDENT_MOVED'));
    }
    expect((await view()).commander.fingerprint).toBe(console.adaKey);
    await sameAfterReopen(console, incident);
  });

  test('goes with what only the commander may decide', async () => {
    const revocation = await Revocation.start(console);
    incident = revocation.incident;
    const action = await revocation.arm();
    await revocation.moves(['ALL_ARMED']);
    const fire = (client: typeof console.ada) =>
      client.run.advance({ incident, run: revocation.run, event: 'FIRE', choice: '', detail: '' });
    await expect(fire(console.ben)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    const { recorded: offer } = await console.ada.command.offer({
      incident,
      to: console.benKey,
      situation: 'going home',
    });
    await console.ben.command.accept({ incident, offer });
    await expect(fire(console.ada)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await fire(console.ben);
    // The approval was signed by the commander of that moment and still stands.
    expect((await revocation.look(action)).gate?.quorumMet).toBe(true);
    await sameAfterReopen(console, incident);
  });
});

describe('awareness and clocks', () => {
  test('the clock starts at the decided moment, and gives the same answer after a restart', async () => {
    const entity = (await view()).organisation.entities[0]?.id as EntityId;
    const { now } = await view();
    const decide = (awareAt: typeof now, reason = 'the paste is ours') =>
      console.ada.incident.decideAware({ incident, regime: 'GDPR', entity, awareAt, reason });
    const due = async () => (await view()).legal[0]?.report.clocks.find(({ clockId }) => clockId === 'GDPR.33')?.due;
    expect(await due()).toBeNull();
    await expect(decide(plusMs(now, 2 * MINUTE))).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(decide(plusMs(now, -1))).rejects.toMatchObject(code('BAD_INPUT'));
    await decide(now);
    expect(await due()).toBe(plusMs(now, 72 * HOUR));
    console.clock.advance(5 * HOUR);
    await console.reopen();
    expect(await due()).toBe(plusMs(now, 72 * HOUR));
    await decide(plusMs(now, HOUR), 'the log says an hour later');
    expect(await due()).toBe(plusMs(now, 73 * HOUR));
    expect((await view()).awareness.map(({ reason }) => reason)).toEqual([
      'the paste is ours',
      'the log says an hour later',
    ]);
    await sameAfterReopen(console, incident);
  });

  test('a draft cites what is on record and is kept by its hash; a filing needs a moment that has passed', async () => {
    const entity = (await view()).organisation.entities[0]?.id as EntityId;
    await console.ada.incident.decideAware({
      incident,
      regime: 'NIS2',
      entity,
      awareAt: console.clock.now(),
      reason: 'x',
    });
    const { text } = await console.ada.notification.preview({ incident, entity, form: 'nis2-early-warning' });
    expect(text).toContain('QUIET HARBOUR');
    const { version } = await console.ada.notification.keep({ incident, entity, form: 'nis2-early-warning' });
    expect(version).toBe(1);
    const file = (filedAt: ReturnType<typeof console.clock.now>) =>
      console.ada.notification.file({
        incident,
        entity,
        stage: 'NIS2.EW',
        filedAt,
        channel: 'portal',
        receipt: 'R-1',
        unlockedReason: 'nobody of legal is awake',
      });
    await expect(file(plusMs(console.clock.now(), HOUR))).rejects.toMatchObject(code('BAD_INPUT'));
    await file(console.clock.now());
    expect(await view()).toMatchObject({ drafts: [{ version: 1 }], filings: [{ receipt: 'R-1' }] });
    await sameAfterReopen(console, incident);
  });
});

describe('evidence', () => {
  test('by path and by upload, once each, and missing when someone takes it away', async () => {
    const path = join(console.home, 'access.log');
    writeFileSync(path, 'GET /wp-json 200\n');
    const about = { incident, name: 'access.log', source: 'shop host', method: 'copied', mediaType: 'text/plain' };
    const first = await console.ada.evidence.collect({ ...about, path });
    const upload = await console.app.stageUpload(
      console.session,
      (async function* () {
        yield new TextEncoder().encode('a dump');
      })(),
    );
    await expect(console.ben.evidence.collect({ ...about, staged: upload.staged })).rejects.toMatchObject(
      code('FILE_NOT_READABLE'),
    );
    await console.ada.evidence.collect({ ...about, staged: upload.staged });
    await expect(console.ada.evidence.collect({ ...about, staged: upload.staged })).rejects.toMatchObject(
      code('FILE_NOT_READABLE'),
    );
    expect((await sameAfterReopen(console, incident)).exhibits.map(({ exhibit }) => exhibit)).toEqual([
      'E-0001',
      'E-0002',
    ]);
    writeFileSync(
      join(console.home, 'incidents', incident, 'vault', first.sha256.slice(0, 2), first.sha256),
      'GET /wp-json 404\n',
    );
    const report = await console.ada.incident.fsck({ incident });
    expect(report).toMatchObject({ verified: false, findings: [{ code: 'EVIDENCE_ALTERED', entry: first.recorded }] });
  });
});

describe('people', () => {
  test('who joins later can sign in an incident that runs, and the record says who vouched', async () => {
    const words = 'lea has a passphrase';
    const fingerprint = await console.enrol({ name: 'Lea Legal', roles: ['legal'] }, words);
    const lea = console.client();
    await lea.session.unlock({ fingerprint, passphrase: words });
    await lea.incident.addNote({ incident, text: 'privileged' });
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-3).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['operator.enrolled', 'Ada Commander'],
      ['operator.vouched', 'Ben Custodian'],
      ['note.added', 'Lea Legal'],
    ]);
    await sameAfterReopen(console, incident);
  });
});
