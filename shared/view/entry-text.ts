import { never } from '../domain/failure.ts';
import type { StepName } from '../domain/action.ts';
import { TOPIC_TEXT } from '../domain/decision.ts';
import { OPINION_TEXT } from '../domain/sign-off.ts';
import { PENALTIES } from '../exercise/penalty.ts';
import type { Entry, EntryBody } from '../ledger/entry.ts';
import { runEndText } from './run-end.ts';

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

const ORDERS = {
  dryRun: 'dry run',
  apply: 'apply',
  undo: 'undo',
  reprobe: 'probe again',
  renew: 'renew the lease',
} as const;

/** One sentence per entry, for the timeline and the printed record. `nameOf` turns a fingerprint into a person's name. */
export function entryText(entry: Entry, nameOf: (fingerprint: string) => string): string {
  switch (entry.kind) {
    case 'ledger.opened':
      return `Ledger opened: ${entry.body.type}, ${entry.body.roster.length} people on the roster, ${entry.body.software}`;
    case 'operator.enrolled':
      return `${entry.body.name} enrolled (${entry.body.roles.join(', ')})${entry.body.brought ? ' with a key brought from another console' : ''}`;
    case 'operator.confirmed':
      return `${nameOf(entry.body.fingerprint)} showed possession of the key`;
    case 'operator.revoked':
      return `Key of ${nameOf(entry.body.fingerprint)} revoked: ${entry.body.reason}`;
    case 'operator.assigned':
      return `${nameOf(entry.body.fingerprint)} is now ${entry.body.roles.join(', ')}`;
    case 'operator.rotated':
      return `${nameOf(entry.body.fingerprint)} replaced the key ${entry.body.fingerprint.slice(0, 8)} by ${entry.body.next.fingerprint.slice(0, 8)}`;
    case 'operator.rotation-carried':
      return `${nameOf(entry.body.fingerprint)} brought the key ${entry.body.next.fingerprint.slice(0, 8)} here, for ${entry.body.fingerprint.slice(0, 8)}, as the console journal has it`;
    case 'operator.revocation-confirmed':
      return `Revocation #${entry.body.revocation} of the key of ${nameOf(entry.body.fingerprint)} confirmed`;
    case 'operator.reenrolled':
      return `${entry.body.name} enrolled again with the key ${entry.body.fingerprint.slice(0, 8)}, for ${entry.body.replaces.slice(0, 8)}: ${entry.body.reason}`;
    case 'operator.vouched':
      return `Vouched for ${nameOf(entry.body.fingerprint)} as a second person`;
    case 'operator.assignment-confirmed':
      return `Roles #${entry.body.assignment} of ${nameOf(entry.body.fingerprint)} confirmed`;
    case 'console.rotated':
      return `Console key ${entry.body.fingerprint.slice(0, 8)} hands over to ${entry.body.next.fingerprint.slice(0, 8)}: ${entry.body.reason}`;
    case 'console.rotation-confirmed':
      return `Hand-over #${entry.body.rotation} to the console key ${entry.body.fingerprint.slice(0, 8)} confirmed`;
    case 'operator.exported':
      return `A sealed copy of the key of ${nameOf(entry.body.fingerprint)} left for another console`;
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
    case 'playbook.approved':
      return `Playbook ${entry.body.playbook.id} version ${entry.body.playbook.version} approved: ${entry.body.title}`;
    case 'playbook.approval-withdrawn':
      return `Approval of playbook ${entry.body.playbook.id} version ${entry.body.playbook.version} withdrawn: ${entry.body.reason}`;
    case 'exec.armed':
      return `This console may run ${scopeText(entry.body.actions)} by itself${tail(entry.body.reason)}`;
    case 'exec.disarmed':
      return `This console may no longer run ${scopeText(entry.body.actions)} by itself${tail(entry.body.reason)}`;
    case 'timestamp.requested':
      return `Time-stamp over the first ${count(entry.body.size, 'entry', 'entries')} requested, to be asked of ${entry.body.tsa}`;
    case 'timestamp.received':
      return `Time-stamp by ${entry.body.tsaName}: the first ${count(entry.body.size, 'entry', 'entries')} existed not later than ${entry.body.genTime}${entry.body.verified === 'yes' ? '' : '; whose certificate that is was not shown'}`;
    case 'organisation.described':
      return `Organisation: ${entry.body.name}, ${count(entry.body.entities.length, 'legal entity', 'legal entities')}${tail(entry.body.reason ?? '')}`;
    case 'incident.declared':
      return `${entry.body.exercise ? 'Exercise' : 'Incident'} ${entry.body.codename} declared, pattern ${entry.body.pattern}; ${nameOf(entry.body.commander)} commands`;
    case 'asset.registered':
      return `Asset ${entry.body.name} (${entry.body.type})`;
    case 'credential.registered':
      return `Credential ${entry.body.label}, to be revoked by ${entry.body.template}${entry.body.canMint ? ', can create others' : ''}${entry.body.movesMoney === true ? ', moves money' : ''}`;
    case 'asset.corrected':
      return `Asset ${entry.body.asset.name} (${entry.body.asset.type}) corrected: ${entry.body.reason}`;
    case 'credential.corrected':
      return `Credential ${entry.body.credential.label} corrected: ${entry.body.reason}`;
    case 'register.imported': {
      const { what, source, name, added, corrected, same, refused } = entry.body;
      return `${what === 'assets' ? 'Assets' : 'Credentials'} taken over from ${source === 'incident' ? 'incident ' : ''}${name}: ${added} new, ${corrected} corrected, ${same} the same, ${refused} refused`;
    }
    case 'triage.answered':
      return `Triage ${entry.body.question}: ${entry.body.answer}${tail(entry.body.note)}`;
    case 'fact.stated':
      return `Fact ${entry.body.fact}${entry.body.entity === undefined ? '' : ` of ${entry.body.entity} alone`}: ${entry.body.provenance === 'unknown' ? 'unknown' : `${[entry.body.value].flat().join(', ')} (${entry.body.provenance})`}`;
    case 'fact.withdrawn':
      return `Answer of ${entry.body.entity} alone to fact ${entry.body.fact} (#${entry.body.answer}) taken back: ${entry.body.reason}`;
    case 'field.answered': {
      const { field, value, provenance } = entry.body;
      return `Field ${field}: ${provenance === 'unknown' ? 'unknown' : `${[value].flat().join(', ')} (${provenance})`}`;
    }
    case 'exercise.scripted':
      return `${nameOf(entry.body.facilitator)} facilitates “${entry.body.title}” (${entry.body.scenario}), script ${entry.body.sha256.slice(0, 16)}…`;
    case 'exercise.automated':
      return entry.body.on ? 'The console gives what is due' : 'The facilitator gives every inject';
    case 'inject.released':
      return `Inject ${entry.body.inject}, ${entry.body.channel}: ${entry.body.text}`;
    case 'inject.skipped':
      return `Inject ${entry.body.inject} left out: ${entry.body.reason}`;
    case 'inject.judged':
      return `Inject ${entry.body.inject} judged: ${entry.body.doneAt === null ? 'not done' : `done at ${entry.body.doneAt}`}${tail(entry.body.note)}`;
    case 'exercise.penalised':
      return `${PENALTIES[entry.body.what].text}: ${entry.body.note}`;
    case 'lesson.recorded':
      return `To change, by ${entry.body.owner}${entry.body.due === '' ? '' : ` until ${entry.body.due}`}: ${entry.body.text}`;
    case 'exercise.ended':
      return `Exercise ended${tail(entry.body.note)}`;
    case 'exercise.reported':
      return `After-action report written as ${entry.body.name}, covers ${entry.body.covers} entries, SHA-256 ${entry.body.sha256.slice(0, 16)}…`;
    case 'exercise.clock-set': {
      const { time, pace, running, why } = entry.body;
      return `Exercise clock ${running ? `goes on from ${time}, ${pace === 1 ? 'as in life' : `${pace} times as fast`}` : `stands at ${time}`}${tail(why)}`;
    }
    case 'note.added':
      return entry.body.text;
    case 'evidence.collected':
      return `Evidence ${entry.body.exhibit} ${entry.body.name}, ${entry.body.size} bytes, SHA-256 ${entry.body.sha256.slice(0, 16)}…, from ${entry.body.source}`;
    case 'retrain.ordered':
      return `Retrain order ${entry.body.order.orderId} on base ${entry.body.order.baseModelDigest.slice(0, 19)}…, ${count(entry.body.order.excludeDatasets.length, 'dataset', 'datasets')} excluded: ${entry.body.order.reason}`;
    case 'decision.recorded':
      return `Decision on ${TOPIC_TEXT[entry.body.topic].toLowerCase()}: ${entry.body.question} Chosen: ${entry.body.options[entry.body.chosen] ?? ''}. ${entry.body.rationale}`;
    case 'decision.objected':
      return `Objection to decision #${entry.body.decision}: ${entry.body.text}`;
    case 'hold.placed':
      return `Legal hold ${entry.body.hold}: ${entry.body.scope}, ${entry.body.exhibits.length === 0 ? 'no sealed copy yet' : `sealed copies ${entry.body.exhibits.join(', ')}`}: ${entry.body.reason}`;
    case 'hold.released':
      return `Legal hold ${entry.body.hold} released: ${entry.body.reason}`;
    case 'evidence.handed-over':
      return `Evidence ${entry.body.exhibits.join(', ')} handed to ${entry.body.to}: ${entry.body.purpose}`;
    case 'awareness.decided':
      return `Aware under ${entry.body.regime} since ${entry.body.awareAt}: ${entry.body.reason}`;
    case 'incident.classified':
      return `Classified under DORA as ${entry.body.major ? 'major' : 'not major'} at ${entry.body.classifiedAt}: ${entry.body.reason}`;
    case 'regime.dismissed':
      return `${entry.body.regime} decided not applicable: ${entry.body.reason}`;
    case 'regime.reopened':
      return `${entry.body.regime} reopened: ${entry.body.reason}`;
    case 'authority.requested':
      return `${entry.body.requestedBy} asked for ${entry.body.stage}, due ${entry.body.dueAt}`;
    case 'filing.explained':
      return `Why ${entry.body.stage} was filed late: ${entry.body.reason}`;
    case 'filing.struck':
      return `Filing #${entry.body.filing} was recorded by mistake: ${entry.body.reason}`;
    case 'law.adjusted':
      return adjustmentText(entry.body);
    case 'notification.drafted':
      return `Draft ${entry.body.version} of ${entry.body.form ?? entry.body.stage ?? 'a report'}${entry.body.language === undefined ? '' : ` (${entry.body.language})`} kept, ${count(entry.body.missing.length, 'field', 'fields')} missing`;
    case 'notification.filed':
      return filingText(entry.body);
    case 'notification.reviewed':
      return `Draft #${entry.body.draft} read as ${entry.body.as}: ${OPINION_TEXT[entry.body.opinion]}${tail(entry.body.text)}`;
    case 'notification.exported':
      return `Draft #${entry.body.draft} written as ${entry.body.name}${entry.body.locked ? ', locked' : ''}, SHA-256 ${entry.body.sha256.slice(0, 16)}…`;
    case 'dossier.exported':
      return `Dossier for counsel written as ${entry.body.name}, covers ${entry.body.covers} entries, SHA-256 ${entry.body.sha256.slice(0, 16)}…`;
    case 'notification.locked':
      return `Version ${entry.body.version}${entry.body.language === undefined ? '' : ` (${entry.body.language})`} of ${entry.body.form} (draft #${entry.body.draft}, text ${entry.body.textSha256.slice(0, 16)}…) signed as ${entry.body.as}, until ${entry.body.expiresAt}`;
    case 'command.offered':
      return `Command offered to ${nameOf(entry.body.to)}: ${entry.body.situation}`;
    case 'command.accepted':
      return `Command accepted (offer ${entry.body.offer})`;
    case 'command.withdrawn':
      return `Offer of command ${entry.body.offer} withdrawn`;
    case 'bundle.exported':
      return `Bundle ${entry.body.name} prepared for ${entry.body.recipient}, covers ${entry.body.size} entries: ${entry.body.purpose}`;
    case 'run.started':
      return `Playbook ${entry.body.playbook.id} started: ${entry.body.title}${APPROVAL_TEXT[entry.body.approval?.state ?? 'approved']}`;
    case 'run.advanced':
      return `Moved on: ${moveText(entry.body)}${tail(entry.body.detail)}`;
    case 'run.proposed':
      return `Move proposed: ${moveText(entry.body)}${tail(entry.body.detail)}`;
    case 'run.ended':
      return runEndText(entry.body);
    case 'action.drafted':
      return `Action ${entry.body.template.id} drafted${entry.body.wave === 0 ? '' : `, wave ${entry.body.wave}`}, ${entry.body.mode} mode`;
    case 'effect.started':
      return `${STEPS[entry.body.step]}, started (${entry.body.mode}): ${entry.body.commands.map((command) => command.title).join('; ')}`;
    case 'effect.completed':
      return `${STEPS[entry.body.step]}: ${entry.body.reading.verdict}${tail(entry.body.reading.summary)}`;
    case 'effect.resolved':
      return `${STEPS[entry.body.step]} had no outcome; happened: ${entry.body.happened}${tail(entry.body.reason)}`;
    case 'action.submitted':
      return entry.body.breakGlass === undefined
        ? `Approval asked to ${entry.body.purpose}, until ${entry.body.expiresAt}`
        : `Break-glass: armed by the commander alone: ${entry.body.breakGlass}`;
    case 'gate.approved':
      return `Approved${tail(entry.body.note)}`;
    case 'gate.rejected':
      return `Rejected: ${entry.body.reason}`;
    case 'action.ordered':
      return `Ordered: ${ORDERS[entry.body.purpose]}${entry.body.skipCollect === undefined ? '' : `, without evidence first: ${entry.body.skipCollect}`}`;
    case 'action.refused':
      return `Refused to ${nameOf(entry.body.by)}: ${ORDERS[entry.body.purpose]}, ${REFUSAL_TEXT[entry.body.code]}${tail(entry.body.details.join('; '))}. Nothing was started`;
    case 'action.ratified':
      return `Ratified${tail(entry.body.note)}`;
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

function adjustmentText({ adjustment, reason }: EntryBody<'law.adjusted'>): string {
  const { memberState } = adjustment;
  switch (adjustment.what) {
    case 'holiday':
      return `Calendar of ${memberState}: ${adjustment.date} is ${adjustment.working ? 'a working day' : 'a holiday'} (${adjustment.name})${tail(reason)}`;
    case 'period':
      return `Period of ${adjustment.clock} in ${memberState}: ${adjustment.hours} h (${adjustment.basis})${tail(reason)}`;
    case 'national':
      return `National NIS2 law of ${memberState}: ${adjustment.status} (${adjustment.law})${tail(reason)}`;
    case 'authority':
      return `Reports under ${adjustment.regime} in ${memberState} go to ${adjustment.name}${adjustment.channel === '' ? '' : ` (${adjustment.channel})`}${tail(reason)}`;
  }
}

function filingText(body: EntryBody<'notification.filed'>): string {
  const { stage, filedAt, channel, receipt, draft, language, fileSha256, unlockedReason, corrects } = body;
  return [
    `${stage} filed at ${filedAt} by ${channel}, receipt ${receipt}`,
    ...(draft === undefined ? [] : [`draft #${draft}${language === undefined ? '' : ` (${language})`}`]),
    ...(fileSha256 === undefined ? [] : [`file ${fileSha256.slice(0, 16)}…`]),
    ...(corrects === undefined ? [] : [`corrects the filing #${corrects}`]),
    ...(unlockedReason === undefined ? [] : [`not locked: ${unlockedReason}`]),
  ].join('; ');
}

function moveText({ event, choice }: EntryBody<'run.advanced'> | EntryBody<'run.proposed'>): string {
  return `${event.toLowerCase().replaceAll('_', ' ')}${choice ? ` (${choice})` : ''}`;
}

function scopeText(actions: readonly string[] | undefined): string {
  return actions === undefined ? 'commands' : `the commands of ${actions.join(', ')}`;
}

const APPROVAL_TEXT = {
  approved: '',
  changed: ' (changed since the organisation approved it)',
  none: ' (not approved by the organisation)',
  withdrawn: ' (the organisation has withdrawn its approval)',
} as const;

const REFUSAL_TEXT = {
  REGISTER_CHANGED: 'the register of assets has changed since the draft',
  EXEC_NOT_ARMED: 'this console may not run commands by itself',
} as const;
