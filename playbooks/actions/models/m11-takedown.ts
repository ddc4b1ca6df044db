import type { ActionTemplate, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { address, byWord, field, named, shown } from './by-word.ts';

function likeness(context: StepContext): string {
  return param(context, 'report') === ''
    ? ''
    : ` A comparison of answers (report ${shown(context, 'report')}) is consistent with derivation from our model.`;
}

/**
 * A notice with what Art. 16(2) of Regulation (EU) 2022/2065 (DSA) asks for: (a) a substantiated explanation, (b) the exact electronic
 * location, (c) name and e-mail address, (d) a statement of good faith. Written from memory of the article: legal reads it before it goes.
 */
export function takedownDraft(context: StepContext): readonly string[] {
  return [
    `To: ${address(context, 'submitTo')}. Subject: notice under Art. 16 of Regulation (EU) 2022/2065.`,
    `(a) Explanation: "The file at the address below carries ${shown(context, 'model')}, a work and trade secret of ${named(context, 'rightHolder')}, published without our consent. We hold the original, ${shown(context, 'workDigest')}.`,
    `Ground: ${named(context, 'ground')}.${likeness(context)}"`,
    `(b) Exact location, copied whole: ${address(context, 'url')}`,
    `(c) Sent by: ${named(context, 'senderName')}, ${shown(context, 'senderEmail')}, for ${named(context, 'rightHolder')}.`,
    '(d) "We believe in good faith that the information and allegations in this notice are accurate and complete."',
  ];
}

/** Reference PB2, M11. One notice for one address, sent by people; what is sent cannot be called back. */
export const m11Takedown: ActionTemplate = {
  id: 'M11',
  version: 1,
  title: 'Takedown notice to a host',
  purpose: 'Asks whoever hosts a copy of the model to remove it, with the fields EU hosts may ask for.',
  risk: 'R1',
  reversal: 'irreversible',
  reversalNote: 'A notice that is sent stays with the host, who may pass it on to the uploader or publish it.',
  tested: 'contract',
  targets: ['model', 'adapter', 'algorithm', 'dataset'],
  modes: ['attest'],
  blastRadius: 'The host and the uploader learn who we are and what we say leaked.',
  trap: 'A page that is gone is not a copy that is gone: mirrors, forks, caches and downloads stay. The notice may be published, so no secret belongs into it, and no more than we know.',
  programs: [],
  quorum: { distinct: 2, seats: [['commander'], ['legal']] },
  fields: [
    field('submitTo', 'Submit to', 'url', 'The form of the host.', 'https://files.example/legal/notice'),
    field(
      'url',
      'Address of the copy',
      'url',
      'Exact; one notice each.',
      'https://files.example/u/x1/model.safetensors',
    ),
    field(
      'control',
      'Control address',
      'url',
      'Another of the same host, to tell removal from outage.',
      'https://files.example/about',
    ),
    field('model', 'Model', 'name', 'A name that may be public.', 'wealth-llm'),
    field(
      'workDigest',
      'Digest of our work',
      'digest',
      'Identifies it without showing it.',
      `sha256:${'a1'.repeat(32)}`,
    ),
    {
      ...field('report', 'Digest of the M10 report', 'digest', 'Empty: no comparison.', `sha256:${'c3'.repeat(32)}`),
      optional: true,
    },
    field('ground', 'Legal ground', 'text', 'From legal; _ stands for a blank.', 'Directive_2016/943_Art._4'),
    field('rightHolder', 'Right holder', 'text', '_ stands for a blank.', 'Example_Bank_AG'),
    field('senderName', 'Name of the sender', 'text', '_ stands for a blank.', 'A._Jurist'),
    field('senderEmail', 'E-mail of the sender', 'text', 'A mailbox that is read.', 'legal@bank.example'),
  ],
  steps: {
    collect: byWord((context) => [
      `Save the page of ${address(context, 'url')} as it is: address, time in UTC, uploader, counts, hashes it shows.`,
      'Ask legal before the file itself is fetched. Save everything as exhibits: after removal none of it can be had.',
    ]),
    dryRun: byWord((context) => [
      'Legal reads the draft. Refuse when it says more than we know, shows a secret, or the host asks for another form (outside of the EU).',
      ...takedownDraft(context),
    ]),
    apply: byWord((context) => [
      'Send the draft as legal approved it:',
      ...takedownDraft(context),
      'Note the submission id and the time; save the confirmation of receipt as an exhibit. Nothing confirmed: unclear.',
    ]),
    mustFail: byWord((context) => [
      `After the decision of the host, open ${address(context, 'url')} from a network that is not ours, without login and cache.`,
      'Blocked: the host says it is gone. Passed: it is still delivered. No answer, or a login page: unclear. Save the answer as an exhibit.',
    ]),
    mustWork: byWord((context) => [
      `In the same way open ${address(context, 'control')}.`,
      'Passed: it is there, so the host is up. Blocked: it is not, and then nothing was shown about the copy. Save the answer.',
    ]),
    residual: byWord((context) => [
      `Search the host for forks, mirrors and new uploads of ${shown(context, 'workDigest')} and of ${shown(context, 'model')}.`,
      'Live: name every address. None: only with the searches saved as exhibits. Downloads of before stay out of reach.',
    ]),
    killSessions: byWord(() => [
      'Start a notice of its own for every further address.',
      'Add the hashes of the copies to the deny-list (M06), so that none comes back in.',
    ]),
  },
};
