import { toHex } from '../../../shared/ledger/encoding.ts';
import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { waveOf } from '../../../shared/domain/asset.ts';
import type { IncidentView, LedgerHealth, Person } from '../../../shared/view/incident-view.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { countedTimestamps, timestampReminders } from '../timestamps.ts';
import { largestWitnessed } from '../witnesses.ts';
import { actionView } from './action-view.ts';
import { legalView } from './legal-view.ts';
import { runView } from './run-view.ts';
import { waitingList } from './waiting.ts';

export function incidentView(desk: Desk, incident: OpenIncident): IncidentView {
  const { file, runs, actions } = incident.state;
  const now = desk.services.clock.now();
  const person = (fingerprint: string): Person => ({
    fingerprint,
    name: file.nameOf(fingerprint),
    roles: file.rolesOf(fingerprint),
  });
  const offer = file.offer && { ...file.offer, to: person(file.offer.to), from: person(file.offer.from) };
  const legal = legalView(file, now);
  const runViews = [...runs.values()].map((run) => runView(incident, run, now));
  const actionViews = [...actions.values()].map((action) => actionView(incident, action, now));
  return {
    incident: incident.id,
    codename: file.codename,
    pattern: file.pattern,
    summary: file.summary,
    exercise: file.exercise,
    leaked: file.leaked,
    detectedAt: file.detectedAt ?? now,
    declaredAt: file.declaredAt ?? now,
    organisation: file.organisation,
    commander: person(file.commander),
    people: file.keys.usable().map(({ fingerprint }) => person(fingerprint)),
    offer,
    assets: file.assets,
    credentials: file.credentials.map((credential) => ({ ...credential, wave: waveOf(credential) })),
    triage: [...file.triage.values()],
    facts: [...file.facts.values()],
    exhibits: file.exhibits,
    awareness: file.awareness,
    classifications: file.classifications,
    legal,
    drafts: file.drafts,
    filings: file.filings,
    runs: runViews,
    actions: actionViews,
    exports: file.exports.map((line) => ({ ...line, path: desk.bundlePaths.get(line.name) ?? null })),
    waiting: waitingList({
      actions: actionViews,
      runs: runViews,
      offer,
      legal,
      timestamps: timestampReminders(desk, incident, now),
    }),
    cosignatures: file.cosignatures,
    timestampRequests: file.timestampRequests,
    timestamps: file.timestamps,
    ledger: health(desk, incident),
    revision: file.lastEntry,
    now,
  };
}

function health(desk: Desk, incident: OpenIncident): LedgerHealth {
  const { writer, state } = incident;
  const last = writer.reader.lastCheckpoint();
  const text = last ? new TextDecoder().decode(last.note).split('\n\n')[0] : '';
  const witnessed = largestWitnessed(desk, incident);
  const stamp = countedTimestamps(desk, incident)[0];
  const sealed = parseCheckpoint(`${text ?? ''}\n`);
  return {
    recorded: writer.size,
    sealed: sealed?.size ?? 0,
    root: sealed ? toHex(sealed.root) : '',
    origin: writer.origin,
    lastSealedAt: state.file.lastRecordedAt,
    problem: writer.problem,
    witnessed: witnessed && { size: witnessed.size, by: witnessed.witness, at: witnessed.time },
    timestamped: stamp ? { size: stamp.size, genTime: stamp.genTime, tsa: stamp.tsaName } : null,
  };
}
