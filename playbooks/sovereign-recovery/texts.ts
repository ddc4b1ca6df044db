import type { MoveText, StateText } from '../kit/playbook.ts';
import { CONTROLS } from './controls.ts';

function state(id: string, title: string, help: string): StateText {
  return { id, title, help, side: false };
}

const STEPS = ['Planned', 'Implemented', 'Tested', 'Evidenced', 'Verified'] as const;

const controlStates: readonly StateText[] = CONTROLS.flatMap(({ id, title, proof }) =>
  STEPS.map((step) => ({ id: `${id}${step}`, title: step, help: proof, side: false, region: title })),
);

export const states: readonly StateText[] = [
  state('lockout', 'Lockout', 'Voluntary, ordered by an authority, or asked for by a partner. Attach the text.'),
  state('scopeLift', 'Map the demands', 'Each demand of the order, mapped to the controls that answer it.'),
  state(
    'controls',
    'Controls',
    'Ten controls side by side. Each step names what shows it; fresh ones age and are verified again.',
  ),
  ...controlStates,
  state(
    'residencyProof',
    'Residency proof',
    'At least 99 % of the bytes covered, no unexplained flow out of the EEA. Below that, no dossier.',
  ),
  state('baselineProof', 'Baseline proof', 'Latency and success, measured over at least seven days.'),
  state('independentReview', 'Independent review', 'Somebody who built none of it.'),
  state('dossier', 'Dossier', 'Every control verified and fresh, probes of the last 24 hours, no containment leased.'),
  state(
    'submitted',
    'Submitted',
    'Wait for the authority or partner. A human files it; record channel and receipt as a note.',
  ),
  state(
    'limitedReentry',
    'Limited re-entry',
    'Fourteen days of met indicators. A red probe leads back to the lockout.',
  ),
  state('fullReentry', 'Full re-entry', 'Lessons learned, signed.'),
  { id: 'refused', title: 'Refused', help: 'What was missing, and back to the controls.', side: true },
  state('closed', 'Closed', 'The decision of the authority or partner is on record.'),
];

const plain = { choices: [], wantsDetail: true, needs: 'Say why, in words.', commanderOnly: false } as const;
const controls = CONTROLS.map(({ id, title }) => ({ value: id, label: title }));

export const moves: readonly MoveText[] = [
  {
    ...plain,
    event: 'LOCKOUT_STATED',
    label: 'Lockout stated',
    help: 'Which services, since when, on whose word?',
    choices: [
      { value: 'voluntary', label: 'Voluntary' },
      { value: 'ordered', label: 'Ordered by an authority' },
      { value: 'partner', label: 'Asked for by a partner' },
    ],
    needs: 'Choose, and describe it.',
    commanderOnly: true,
  },
  { ...plain, event: 'DEMANDS_MAPPED', label: 'Demands mapped', help: 'Demand by demand: which control answers it?' },
  {
    ...plain,
    event: 'CONTROL_NEXT',
    label: 'A control is one step further',
    help: 'Planned, implemented, tested, evidenced, verified: name the exhibits or entries that show it.',
    choices: controls,
    needs:
      'Choose a control and say what shows it. From “evidenced” on, name an exhibit that is on record (E-0001) or an entry (#12).',
  },
  {
    ...plain,
    event: 'CONTROL_NOT_NEEDED',
    label: 'A control does not apply',
    help: 'Only C6, where no processing is done outside.',
    choices: CONTROLS.flatMap(({ id, title, optional }) => (optional ? [{ value: id, label: title }] : [])),
    needs: 'Only a control that is still planned and may be left out.',
  },
  {
    ...plain,
    event: 'CONTROL_DOUBTED',
    label: 'A verified control is doubted',
    help: 'Back to tested: verify it again.',
    choices: controls,
    needs: 'Choose a verified control and say why.',
  },
  {
    ...plain,
    event: 'CONTROLS_DONE',
    label: 'All controls verified',
    help: 'Who looked at all of them?',
    needs:
      'Every control has to be verified, and none too old: C2 and C3 a day, C4 two weeks, C7 thirty days. Doubt an old one, then verify it again.',
  },
  {
    ...plain,
    event: 'RESIDENCY_PROVEN',
    label: 'Residency proven',
    help: 'Window, coverage, bytes outside the EEA and their transfer tool.',
    choices: [
      { value: 'covered', label: 'Coverage of 99 % or more' },
      { value: 'gap', label: 'Less: there is a gap' },
    ],
    needs: 'Below 99 % nothing is proven: find the gap (long tunnels, IPv6) and go back to the controls.',
  },
  { ...plain, event: 'BASELINE_PROVEN', label: 'Baseline proven', help: 'p50, p95, p99 with intervals, per endpoint.' },
  {
    ...plain,
    event: 'REVIEWED',
    label: 'Review done',
    help: 'By whom, and what was found?',
    choices: [
      { value: 'passed', label: 'Passed' },
      { value: 'findings', label: 'There are findings' },
    ],
    needs: 'With findings, go back to the controls.',
  },
  {
    ...plain,
    event: 'DOSSIER_SIGNED',
    label: 'Sign the dossier',
    help: 'The commander and a member of management.',
    quorum: { distinct: 2, seats: [['commander'], ['management']] },
    needs:
      'Every control verified and fresh (an old one: back to the controls), both probes of some action proven within the last 24 hours, and no containment leased.',
  },
  { ...plain, event: 'BACK_TO_CONTROLS', label: 'Back to the controls', help: 'What is missing?' },
  {
    ...plain,
    event: 'REENTRY_GRANTED',
    label: 'Limited re-entry granted',
    help: 'Terms, indicators and what triggers a rollback.',
    commanderOnly: true,
  },
  { ...plain, event: 'REENTRY_REFUSED', label: 'Refused', help: 'On what grounds?' },
  {
    ...plain,
    event: 'FULL_REENTRY',
    label: 'Full re-entry',
    help: 'The indicators over fourteen days.',
    needs: 'The limited re-entry has to last fourteen days.',
    commanderOnly: true,
  },
  { ...plain, event: 'PROBE_RED', label: 'A probe turned red', help: 'Which one? Back to the lockout.' },
  {
    ...plain,
    event: 'CLOSE',
    label: 'Close the run',
    help: 'Lessons learned, and who owns them.',
    needs:
      'Every action has to be effective, undone or withdrawn; every lease of this incident lifted, nothing in doubt, nothing to ratify.',
    commanderOnly: true,
  },
];
