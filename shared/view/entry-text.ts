import { never } from '../domain/failure.ts';
import type { StepName } from '../domain/action.ts';
import type { Entry } from '../ledger/entry.ts';

const STEPS: Readonly<Record<StepName, string>> = {
  collect: 'Evidence before the cut',
  dryRun: 'Dry run',
  apply: 'Apply',
  mustFail: 'Probe that must fail',
  mustWork: 'Probe that must work',
  residual: 'Residual sessions',
  killSessions: 'End sessions',
  undo: 'Undo',
};

const ORDERS = { dryRun: 'dry run', apply: 'apply', undo: 'undo', reprobe: 'probe again' } as const;

/** One sentence per entry, for the timeline and the printed record. `nameOf` turns a fingerprint into a person's name. */
export function entryText(entry: Entry, nameOf: (fingerprint: string) => string): string {
  switch (entry.kind) {
    case 'ledger.opened':
      return `Ledger opened: ${entry.body.type}, ${entry.body.roster.length} people on the roster, ${entry.body.software}`;
    case 'operator.enrolled':
      return `${entry.body.name} enrolled (${entry.body.roles.join(', ')})`;
    case 'operator.confirmed':
      return `${nameOf(entry.body.fingerprint)} showed possession of the key`;
    case 'operator.revoked':
      return `Key of ${nameOf(entry.body.fingerprint)} revoked: ${entry.body.reason}`;
    case 'operator.assigned':
      return `${nameOf(entry.body.fingerprint)} is now ${entry.body.roles.join(', ')}`;
    case 'operator.rotated':
      return `${nameOf(entry.body.fingerprint)} replaced the key ${entry.body.fingerprint.slice(0, 8)} by ${entry.body.next.fingerprint.slice(0, 8)}`;
    case 'operator.revocation-confirmed':
      return `Revocation #${entry.body.revocation} of the key of ${nameOf(entry.body.fingerprint)} confirmed`;
    case 'operator.reenrolled':
      return `${entry.body.name} enrolled again with the key ${entry.body.fingerprint.slice(0, 8)}, for ${entry.body.replaces.slice(0, 8)}: ${entry.body.reason}`;
    case 'operator.vouched':
      return `Vouched for the new key of ${nameOf(entry.body.fingerprint)}`;
    case 'operator.resealed':
      return `${nameOf(entry.body.fingerprint)} changed the passphrase`;
    case 'session.opened':
      return `${nameOf(entry.body.fingerprint)} signed in (${entry.body.host})`;
    case 'session.closed':
      return `${nameOf(entry.body.fingerprint)} signed out (${entry.body.why})`;
    case 'clock.jumped':
      return `The clock of this machine jumped: now ${entry.body.now}, last entry ${entry.body.lastRecorded}`;
    case 'incident.registered':
      return `Incident ${entry.body.codename} registered`;
    case 'witness.trusted':
      return `Witness ${entry.body.name} trusted`;
    case 'witness.distrusted':
      return `Witness ${entry.body.vkey.split('+', 1)[0] ?? ''} no longer trusted: ${entry.body.reason}`;
    case 'checkpoint.witnessed':
      return `Witness ${entry.body.witness} saw the first ${count(entry.body.size, 'entry', 'entries')} at ${entry.body.time}`;
    case 'tsa.trusted':
      return `Root certificate of time-stamping authority trusted: ${entry.body.name}`;
    case 'timestamp.requested':
      return `Time-stamp over the first ${count(entry.body.size, 'entry', 'entries')} requested, to be asked of ${entry.body.tsa}`;
    case 'timestamp.received':
      return `Time-stamp by ${entry.body.tsaName}: the first ${count(entry.body.size, 'entry', 'entries')} existed not later than ${entry.body.genTime}${entry.body.verified === 'yes' ? '' : '; whose certificate that is was not shown'}`;
    case 'organisation.described':
      return `Organisation: ${entry.body.name}, ${count(entry.body.entities.length, 'legal entity', 'legal entities')}`;
    case 'incident.declared':
      return `${entry.body.exercise ? 'Exercise' : 'Incident'} ${entry.body.codename} declared, pattern ${entry.body.pattern}; ${nameOf(entry.body.commander)} commands`;
    case 'asset.registered':
      return `Asset ${entry.body.name} (${entry.body.type})`;
    case 'credential.registered':
      return `Credential ${entry.body.label}, to be revoked by ${entry.body.template}${entry.body.canMint ? ', can create others' : ''}`;
    case 'triage.answered':
      return `Triage ${entry.body.question}: ${entry.body.answer}${tail(entry.body.note)}`;
    case 'fact.stated':
      return `Fact ${entry.body.fact}: ${entry.body.provenance === 'unknown' ? 'unknown' : `${[entry.body.value].flat().join(', ')} (${entry.body.provenance})`}`;
    case 'note.added':
      return entry.body.text;
    case 'evidence.collected':
      return `Evidence ${entry.body.exhibit} ${entry.body.name}, ${entry.body.size} bytes, SHA-256 ${entry.body.sha256.slice(0, 16)}…, from ${entry.body.source}`;
    case 'evidence.handed-over':
      return `Evidence ${entry.body.exhibits.join(', ')} handed to ${entry.body.to}: ${entry.body.purpose}`;
    case 'awareness.decided':
      return `Aware under ${entry.body.regime} since ${entry.body.awareAt}: ${entry.body.reason}`;
    case 'incident.classified':
      return `Classified under DORA as ${entry.body.major ? 'major' : 'not major'} at ${entry.body.classifiedAt}: ${entry.body.reason}`;
    case 'notification.drafted':
      return `Draft ${entry.body.version} of ${entry.body.stage} kept, ${count(entry.body.missing.length, 'field', 'fields')} missing`;
    case 'notification.filed':
      return `${entry.body.stage} filed at ${entry.body.filedAt} by ${entry.body.channel}, receipt ${entry.body.receipt}`;
    case 'command.offered':
      return `Command offered to ${nameOf(entry.body.to)}: ${entry.body.situation}`;
    case 'command.accepted':
      return `Command accepted (offer ${entry.body.offer})`;
    case 'command.withdrawn':
      return `Offer of command ${entry.body.offer} withdrawn`;
    case 'bundle.exported':
      return `Bundle ${entry.body.name} prepared for ${entry.body.recipient}, covers ${entry.body.size} entries: ${entry.body.purpose}`;
    case 'run.started':
      return `Playbook ${entry.body.playbook.id} started: ${entry.body.title}`;
    case 'run.advanced':
      return `Playbook: ${entry.body.event.toLowerCase().replaceAll('_', ' ')}${entry.body.choice ? ` (${entry.body.choice})` : ''}${tail(entry.body.detail)}`;
    case 'action.drafted':
      return `Action ${entry.body.template.id} drafted, wave ${entry.body.wave}, ${entry.body.mode} mode`;
    case 'effect.started':
      return `${STEPS[entry.body.step]}, started (${entry.body.mode}): ${entry.body.commands.map((command) => command.title).join('; ')}`;
    case 'effect.completed':
      return `${STEPS[entry.body.step]}: ${entry.body.reading.verdict}${tail(entry.body.reading.summary)}`;
    case 'effect.resolved':
      return `${STEPS[entry.body.step]} had no outcome; happened: ${entry.body.happened}${tail(entry.body.reason)}`;
    case 'action.submitted':
      return `Approval asked to ${entry.body.purpose}, until ${entry.body.expiresAt}`;
    case 'gate.approved':
      return `Approved${tail(entry.body.note)}`;
    case 'gate.rejected':
      return `Rejected: ${entry.body.reason}`;
    case 'action.ordered':
      return `Ordered: ${ORDERS[entry.body.purpose]}`;
    case 'action.withdrawn':
      return `Action withdrawn: ${entry.body.reason}`;
    default:
      return never(entry, 'entry kind');
  }
}

function tail(text: string): string {
  return text === '' ? '' : `: ${text}`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
