import type { ActionTemplate, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { byWord, field, listLines, shown } from './by-word.ts';

function consumers(context: StepContext): readonly string[] {
  return listLines(context, 'consumers', 'To');
}

/** What the consumers read: what to remove, what to use instead, and what an acknowledgement has to say. */
function notice(context: StepContext): readonly string[] {
  const instead = shown(context, 'replacement');
  return [
    `Notice: "${shown(context, 'model')}, digest ${shown(context, 'digest')}, is withdrawn (${shown(context, 'reference')}). Stop serving it and remove it: images, volumes, caches, copies, and what was tuned or quantised from it.`,
    instead === '' ? 'There is no replacement yet.' : `Use digest ${instead} instead.`,
    `Acknowledge to ${shown(context, 'acknowledgeTo')} within ${shown(context, 'hours')} hours: the person who removed it, the digest removed, the time in UTC, and where it had been."`,
  ];
}

/** Reference PB2, M09. Happens between people; the console keeps what was asked, said and shown. */
export const m09Consumers: ActionTemplate = {
  id: 'M09',
  version: 1,
  title: 'Withdrawal notice to consumers',
  purpose: 'Every consumer of the digest is told to remove it, and says who removed it and when.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo is a second notice that withdraws the first. What was removed has to be fetched again.',
  tested: 'contract',
  targets: ['model', 'adapter', 'dataset', 'algorithm'],
  modes: ['attest'],
  blastRadius: 'Consumers stop serving the model. Whoever is told also learns that it is withdrawn.',
  trap: 'Consumers nobody lists are in the pull log of the last 90 days, behind mirrors and shared accounts too. A notice sent is not a digest removed, and silence is no acknowledgement.',
  programs: [],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead', 'mlops-lead']] },
  fields: [
    field('model', 'Model', 'name', 'As the consumers know it.', 'wealth-llm'),
    field('digest', 'Digest to remove', 'digest', 'The withdrawn one.', `sha256:${'a1'.repeat(32)}`),
    {
      ...field('replacement', 'Digest to use instead', 'digest', 'Empty: there is none.', `sha256:${'b2'.repeat(32)}`),
      optional: true,
    },
    field('consumers', 'Consumers', 'text-list', 'One address each.', 'mlops@advice.example,ml@claims.example'),
    field(
      'control',
      'Control consumer',
      'text',
      'One of them, who says whether the service goes on.',
      'ml@claims.example',
    ),
    field('acknowledgeTo', 'Acknowledge to', 'text', 'A mailbox that is read.', 'incident@bank.example'),
    field('hours', 'Hours to acknowledge', 'number', 'From sending.', '24'),
    field('reference', 'Reference', 'text', 'Yours; no word about the leak.', 'IR-2026-11'),
  ],
  steps: {
    collect: byWord((context) => [
      `List who pulled ${shown(context, 'digest')} in the last 90 days from the logs of the registry and its mirrors.`,
      'Find the person behind each shared account. Save the list as an exhibit.',
    ]),
    dryRun: byWord((context) => [
      'Compare the pull log with these consumers. Refuse when somebody in the log is missing here, or cannot be named.',
      ...consumers(context),
      'Compare the digest with the registry: an index and its platforms have different ones. Read the notice aloud once.',
      ...notice(context),
    ]),
    apply: byWord((context) => [
      'Send to each alone, so that none sees the others:',
      ...consumers(context),
      ...notice(context),
      'Save what was sent, with addresses and times, as an exhibit.',
    ]),
    mustFail: byWord((context) => [
      `Have each consumer look for ${shown(context, 'digest')} where it ran and send what the search printed.`,
      'Blocked: every acknowledgement names a person, this digest and a time, and no search finds it. Passed: anyone still has it.',
      'Anything missing, or anyone silent: unclear. Save the acknowledgements as exhibits.',
    ]),
    mustWork: byWord((context) => [
      `Ask ${shown(context, 'control')} whether their service answers${param(context, 'replacement') === '' ? ' without the model' : ` with ${shown(context, 'replacement')}`}. Save the answer as an exhibit.`,
      'Passed: it does. Blocked: it does not. No answer: unclear.',
    ]),
    residual: byWord((context) => [
      `Read the pull log since the notice: who fetched ${shown(context, 'digest')}?`,
      ...consumers(context),
      'None: nobody fetched it, and each of these has acknowledged. Live: name those who have not, or who fetched it. Save both lists.',
    ]),
    killSessions: byWord((context) => [
      `Call those who have not acknowledged within ${shown(context, 'hours')} hours, then whoever they report to.`,
      'Take away the pull credential of whoever stays silent (K13), and quarantine the artefact (M02).',
    ]),
    undo: byWord((context) => [
      'Send to the same people:',
      ...consumers(context),
      `Notice: "The notice ${shown(context, 'reference')} about ${shown(context, 'model')}, digest ${shown(context, 'digest')}, is withdrawn. It may be used again."`,
      'Save what was sent as an exhibit.',
    ]),
  },
};
