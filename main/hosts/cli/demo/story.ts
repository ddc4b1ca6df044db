import { instantFromMs, MINUTE, msOf, plusMs } from '../../../../shared/domain/instant.ts';
import { waveOf } from '../../../../shared/domain/asset.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { ActionId, IncidentId, RunId } from '../../../../shared/domain/ids.ts';
import type { Estate } from './estate.ts';
import { writeLogs } from './evidence.ts';
import type { People } from './people.ts';
import { armAction, fireAction, type Theatre } from './revoke.ts';

/** One incident from declaration to hand-over, through the same use cases as any screen. Answers the incident's id. */
export async function playIncident(
  people: People,
  estate: Estate,
  workDir: string,
  say: (line: string) => void,
): Promise<IncidentId> {
  const { ada } = people;
  const { now, organisation } = await ada.console.view({});
  const detectedAt = plusMs(now, -25 * MINUTE);
  const { incident: id } = await ada.incidents.declare({
    codename: 'Quiet Harbour',
    pattern: 'LP-5',
    detectedAt,
    leaked: ['keys', 'prompts'],
    exercise: false,
    summary: 'A debug log of the shop was readable from outside and contained keys.',
    assets: [{ type: 'shop.woocommerce', name: 'Shop front', owner: 'E-commerce', criticalFunction: 'yes' }],
  });
  const incident = id as IncidentId;
  say(`declared ${incident}, codename Quiet Harbour`);
  await takeEvidence(people, incident, workDir, say);
  await assess(people, incident, organisation?.entities ?? [], say);
  await revokeEverything(people, estate, incident, say);
  await handOver(people, incident, say);
  return incident;
}

async function takeEvidence(
  { ada }: People,
  incident: IncidentId,
  workDir: string,
  say: (line: string) => void,
): Promise<void> {
  const logs = await writeLogs(workDir);
  for (const [path, name, source] of [
    [logs.debugLog, 'debug.log', 'shop web server, wp-content/debug.log'],
    [logs.accessLog, 'access.log', 'shop web server, nginx access log'],
  ] as const) {
    const { exhibit, sha256 } = await ada.evidence.collect({
      incident,
      path,
      name,
      source,
      method: 'read-only copy by the console',
      mediaType: 'text/plain',
    });
    say(`evidence ${exhibit} ${name} ${sha256}`);
  }
}

async function assess(
  { ada, ben }: People,
  incident: IncidentId,
  entities: readonly { readonly id: string; readonly name: string; readonly type: string }[],
  say: (line: string) => void,
): Promise<void> {
  const base = { incident, evidence: [] as number[], note: '' };
  await ada.incident.stateFact({ ...base, fact: 'cause.maliciousSuspected', value: 'yes', provenance: 'actual' });
  await ada.incident.stateFact({ ...base, fact: 'impact.crossBorderPossible', value: '', provenance: 'unknown' });
  await ben.incident.stateFact({
    ...base,
    fact: 'asset.personalData',
    value: 'yes',
    provenance: 'estimate',
    note: 'prompts may name clients',
  });
  await ben.incident.stateFact({ ...base, fact: 'incident.status', value: 'ongoing', provenance: 'actual' });
  await ada.incident.addNote({ incident, text: 'Working from the out-of-band channel. Identity provider is suspect.' });
  const { now } = await ada.console.view({});
  const awareAt = instantFromMs(msOf(now) - 5 * MINUTE);
  for (const entity of entities) {
    const reason = 'The log was fetched from outside and held live keys.';
    const bank = entity.type === 'payment-institution';
    const regimes = bank ? (['DORA', 'GDPR'] as const) : (['NIS2', 'GDPR'] as const);
    for (const regime of regimes)
      await ada.incident.decideAware({ incident, regime, entity: entity.id as `ent-${string}`, awareAt, reason });
    if (bank)
      await ben.incident.classify({
        incident,
        entity: entity.id as `ent-${string}`,
        major: true,
        classifiedAt: now,
        reason: 'Unauthorised access that may cause data losses.',
      });
    else {
      const { version } = await ada.notification.keep({
        incident,
        entity: entity.id as `ent-${string}`,
        form: 'nis2-early-warning',
      });
      say(`early warning for ${entity.name}: draft ${version} kept`);
    }
  }
  const { legal } = await ada.incident.view({ incident });
  for (const { entityName, report } of legal) {
    for (const clock of report.clocks)
      if (clock.due) say(`clock ${clock.clockId} ${entityName}: ${clock.state}, due ${clock.dueLocal ?? clock.due}`);
  }
}

async function revokeEverything(
  people: People,
  estate: Estate,
  incident: IncidentId,
  say: (line: string) => void,
): Promise<void> {
  const { ada } = people;
  const { run: runText } = await ada.run.start({ incident, playbook: 'PB1' });
  const run = runText as RunId;
  const move = (event: string, choice = '', detail = ''): Promise<unknown> =>
    ada.run.advance({ incident, run, event, choice, detail });
  const theatre: Theatre = { people, incident, run, say };
  await move('KEY_SUSPECTED', '', 'keys were readable in a public log');
  for (const member of estate.members) {
    const { template, label, canMint, issues, consumer } = member;
    await ada.incident.addAsset({ incident, asset: consumer });
    const used = (await ada.incident.view({ incident })).assets.filter(({ name }) => name === consumer.name);
    const consumerAssets = used.map(({ id }) => id);
    await ada.incident.addCredential({
      incident,
      credential: { template, label, canMint, issues, consumers: '', consumerAssets },
    });
    const { credentials } = await ada.incident.view({ incident });
    member.credential = credentials.find((line) => line.label === label)?.id ?? fail('INTERNAL', label);
  }
  await move('INVENTORY_DONE');
  await move('BLAST_ASSESSED', 'consumers-known', 'all three have one consumer each');
  await move('STRATEGY_CHOSEN', 'revoke-now', 'one of them can mint others');
  await move('EVIDENCE_HELD', 'held');
  const armed = new Map<string, ActionId>();
  for (const member of estate.members) armed.set(member.template, await armAction(theatre, member));
  await move('ALL_ARMED');
  await move('FIRE');
  for (const wave of [1, 2, 3] as const) {
    for (const member of estate.members) {
      const action = armed.get(member.template);
      if (waveOf(member) === wave && action) await fireAction(theatre, member, action);
    }
    await move('WAVE_DONE');
    say(`wave ${wave} complete`);
  }
  await move('SWEEP_DONE');
  say('residual sweep complete; re-mint checks are due after 15 minutes, 1 hour and 24 hours and are left to you');
}

async function handOver(
  { ada, ben, benKey }: People,
  incident: IncidentId,
  say: (line: string) => void,
): Promise<void> {
  await ada.command.offer({
    incident,
    to: benKey,
    situation: 'Three credentials revoked and proven. Re-mint watch runs. Early warning drafted, not filed.',
  });
  const { offer } = await ben.incident.view({ incident });
  if (!offer) fail('INTERNAL', 'the offer is not there');
  await ben.command.accept({ incident, offer: offer.entry });
  const { commander } = await ben.incident.view({ incident });
  say(`${commander.name} commands`);
}
