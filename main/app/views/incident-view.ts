import { msOf, type Instant } from '../../../shared/domain/instant.ts';
import type { DrillView } from '../../../shared/exercise/drill.ts';
import { isTicking } from '../../../shared/exercise/play-clock.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { waveOf } from '../../../shared/domain/asset.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import type { IncidentView, LedgerHealth, Person, PlayClockView } from '../../../shared/view/incident-view.ts';
import { signOffAt } from '../../../shared/view/sign-off.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { countedTimestamps, timestampReminders } from '../timestamps.ts';
import { largestWitnessed } from '../witnesses.ts';
import { documentPath } from './document-place.ts';
import { actionView } from './action-view.ts';
import { foreignView } from './foreign-view.ts';
import { lawPackView } from './law-pack-view.ts';
import { detectedOf } from './law-anchors.ts';
import { legalView } from './legal-view.ts';
import { runView } from './run-view.ts';
import { waitingList } from './waiting.ts';

export function incidentView(desk: Desk, incident: OpenIncident): IncidentView {
  const { file, runs, actions } = incident.state;
  const now = incident.now();
  const person = (fingerprint: string): Person => ({
    fingerprint,
    name: file.nameOf(fingerprint),
    roles: file.rolesOf(fingerprint),
  });
  const offer = file.offer && { ...file.offer, to: person(file.offer.to), from: person(file.offer.from) };
  const ended = file.endedOffer;
  const legal = legalView(file, now);
  const runViews = [...runs.values()].map((run) => runView(desk, incident, run, now));
  const actionViews = [...actions.values()].map((action) => actionView(desk, incident, action, now));
  const detected = detectedOf(file);
  return {
    incident: incident.id,
    codename: file.codename,
    pattern: file.pattern,
    summary: file.summary,
    exercise: file.exercise,
    playClock: playClockView(file, desk.services.clock.now()),
    drill: drillView(desk, incident),
    leaked: file.leaked,
    detectedAt: detected ?? file.detectedAt ?? now,
    declaredAt: file.declaredAt ?? now,
    organisation: file.organisation,
    commander: person(file.commander),
    people: file.keys.usable().map(({ fingerprint }) => person(fingerprint)),
    offer,
    endedOffer: ended && { ...ended, to: person(ended.to), from: person(ended.from) },
    assets: file.assets,
    credentials: file.credentials.map((credential) => ({ ...credential, wave: waveOf(credential) })),
    triage: [...file.triage.values()],
    facts: [...file.facts.values()],
    ownFacts: file.ownFacts,
    withdrawnFacts: file.withdrawnFacts,
    exhibits: file.exhibits,
    holds: [...file.holds.values()],
    decisions: file.decisions,
    retrainOrders: file.retrainOrders,
    awareness: file.awareness,
    classifications: file.classifications,
    legal,
    pack: lawPackView(desk),
    requests: file.requests,
    explanations: file.explanations,
    adjustments: file.adjustments,
    drafts: file.drafts,
    filings: file.filings,
    struckFilings: file.struckFilings,
    documents: file.documents.map((one) => ({ ...one, path: documentPath(desk, incident.id, one.name) })),
    signOffs: file.drafts.map((draft) => signOffAt(file, draft, now)),
    runs: runViews,
    actions: actionViews,
    foreignActions: [...incident.state.foreignActions.values()].map((one) => foreignView(incident, one)),
    exports: file.exports.map((line) => ({ ...line, path: desk.bundlePaths.get(line.name) ?? null })),
    waiting: waitingList({
      actions: actionViews,
      runs: runViews,
      offer,
      legal,
      explanations: file.explanations,
      drafts: file.drafts,
      awareness: file.awareness,
      sinceDetectionMs: detected === null ? 0 : msOf(now) - msOf(detected),
      timestamps: timestampReminders(desk, incident, now),
      now,
    }),
    cosignatures: file.cosignatures,
    timestampRequests: file.timestampRequests,
    timestamps: file.timestamps,
    ledger: health(desk, incident),
    revision: file.lastEntry,
    now,
  };
}

function drillView(desk: Desk, { id, state }: OpenIncident): DrillView | null {
  const drill = state.file.drill.view((key) => state.file.keys.latest(key));
  return (
    drill && { ...drill, reports: drill.reports.map((one) => ({ ...one, path: documentPath(desk, id, one.name) })) }
  );
}

function playClockView({ playClock }: CaseFile, wall: Instant): PlayClockView | null {
  if (!playClock) return null;
  const { pace, running } = playClock;
  return { pace, running, ticking: isTicking(playClock, wall), wall };
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
