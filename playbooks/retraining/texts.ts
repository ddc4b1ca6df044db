import type { QuorumRule } from '../../shared/domain/action.ts';
import type { MoveText, StateText } from '../kit/playbook.ts';
import { GATES } from './gates.ts';
import { MATRIX } from './matrix.ts';

function state(id: string, title: string, help: string): StateText {
  return { id, title, help, side: false };
}

const gateStates: readonly StateText[] = GATES.flatMap(({ id, title, rule }) => [
  { id: `${id}Open`, title: 'Not judged', help: rule, side: false, region: title },
  { id: `${id}Green`, title: 'Green', help: rule, side: false, region: title },
  { id: `${id}Red`, title: 'Red', help: 'Back to training, or judged again with a reason.', side: true, region: title },
]);

export const states: readonly StateText[] = [
  state('scope', 'Scope', 'What leaked or happened, and whether personal data is in it. Unknown counts as personal.'),
  state('lineage', 'Lineage', 'Dataset to run to digest. Below 95 % known, exclude whole datasets instead of rows.'),
  state('matrix', 'Matrix', 'What the decision matrix advises for this asset, sensitivity and confidence.'),
  state(
    'decision',
    'Decision',
    'Two people: MLOps lead and data owner. With personal data the DPO signs too. Due 72 hours after scoping, or after the review.',
  ),
  {
    id: 'deferred',
    title: 'Deferred',
    help: 'To be reviewed on the day that was given, or before where something is new.',
    side: true,
  },
  state(
    'order',
    'Retrain order',
    'The order names base, exclusions, snapshot, environment and gates, and can be read by a machine.',
  ),
  state(
    'cleanRoom',
    'Clean room',
    'No egress, read-only mounts checked by manifest, a new build identity, outputs signed.',
  ),
  state('train', 'Training', 'From the last clean snapshot, as ordered.'),
  state('evaluate', 'Evaluation', 'Seven gates side by side. Nothing is released while one is open or red.'),
  ...gateStates,
  state('canary', 'Canary', 'At least 24 hours on a small share of the traffic.'),
  state(
    'released',
    'Released',
    'Record version, digest, lineage and gate report in the registry; the old digest goes on the deny-list.',
  ),
  { id: 'rejected', title: 'Rejected', help: 'Roll back by M01 or M03; a new order supersedes this one.', side: true },
  state('exitCheck', 'Exit check', 'Every action settled, every lease lifted, nothing in doubt.'),
  state('closed', 'Closed', 'Released with lineage and gate report, or the risk was accepted by name.'),
];

const plain = { choices: [], wantsDetail: true, needs: 'Say why, in words.', commanderOnly: false } as const;

/** Reference F: retrain order or accept-risk. The data owner is the business owner of the model. */
const twoDecide: QuorumRule = { distinct: 2, seats: [['mlops-lead'], ['business-owner']] };
const threeDecide: QuorumRule = { distinct: 3, seats: [['mlops-lead'], ['business-owner'], ['dpo']] };
const riskDecide: QuorumRule = { distinct: 3, seats: [['mlops-lead'], ['business-owner'], ['management']] };
const releaseDecide: QuorumRule = {
  distinct: 2,
  seats: [['mlops-lead'], ['business-owner', 'containment-lead', 'dpo', 'legal', 'management']],
};

const decisions = [
  { value: 'retrain', label: 'Retrain on changed data' },
  { value: 'fine-tune', label: 'Fine-tune or retire an adapter' },
  { value: 'rotate', label: 'Rotate prompts, keys or embeddings; no retraining' },
  { value: 'unlearn-bridge', label: 'Unlearning as a bridge of at most 90 days' },
] as const;

export const moves: readonly MoveText[] = [
  {
    ...plain,
    event: 'SCOPED',
    label: 'Scope stated',
    help: 'What leaked, which model, since when.',
    choices: [
      { value: 'personal-data', label: 'Personal data is in the training data' },
      { value: 'no-personal-data', label: 'None, and that was shown' },
      { value: 'unknown', label: 'Not known' },
    ],
    needs: 'Choose, and describe what happened.',
  },
  {
    ...plain,
    event: 'LINEAGE_TRACED',
    label: 'Lineage traced',
    help: 'Share of training rows whose origin is known, and how it was found.',
    choices: [
      { value: 'complete', label: '95 % or more is known' },
      { value: 'widened', label: 'Less: whole datasets are excluded' },
    ],
    needs: 'Choose, and give the figures.',
  },
  {
    ...plain,
    event: 'MATRIX_READ',
    label: 'Matrix read',
    help: 'The row that fits, and what it advises.',
    choices: MATRIX.map(({ id, what }) => ({ value: id, label: what })),
    needs: 'Choose the row and say why it fits.',
  },
  { ...plain, event: 'SCOPE_AGAIN', label: 'Scope again', help: 'Something new is known.' },
  {
    ...plain,
    event: 'DECIDE',
    label: 'Decide',
    help: 'No personal data is in it.',
    choices: decisions,
    quorum: twoDecide,
    needs: 'Only where no personal data is in it; choose, and give the reason.',
  },
  {
    ...plain,
    event: 'DECIDE_WITH_DPO',
    label: 'Decide, with the DPO',
    help: 'Personal data is in it, or nobody knows.',
    choices: decisions,
    quorum: threeDecide,
    needs: 'Only where personal data is in it or nobody knows; choose, and give the reason.',
  },
  {
    ...plain,
    event: 'ACCEPT_RISK',
    label: 'Accept the risk',
    help: 'No retraining; a member of management signs too.',
    quorum: riskDecide,
  },
  {
    ...plain,
    event: 'DEFER',
    label: 'Defer',
    help: 'Until which day (2026-12-31), and what is watched meanwhile?',
    needs: 'Name the day of the review, one that is still ahead, as 2026-12-31.',
  },
  { ...plain, event: 'REVIEW', label: 'Review now', help: 'What has changed?' },
  {
    ...plain,
    event: 'ORDER_ISSUED',
    label: 'Order issued',
    help: 'Name the entry of the retrain order.',
    needs: 'A retrain order of this run has to be on record that was not issued yet; then name its entry.',
    quorum: twoDecide,
  },
  {
    ...plain,
    event: 'CLEAN_ROOM_READY',
    label: 'Clean room is ready',
    help: 'No egress. Read-only mounts, checked by manifest. A new build identity, PB1 done first. Outputs signed. How was each checked?',
    choices: [
      { value: 'n01-cut', label: 'No egress: proven by N01 (cut) in this run' },
      { value: 'otherwise', label: 'No egress: shown otherwise' },
    ],
    needs:
      'Choose, and name the exhibit (E-0001) or entry (#12) that shows it. Proven by N01 takes N01-L3 effective in this run.',
  },
  {
    ...plain,
    event: 'CANCEL',
    label: 'Cancel the order',
    help: 'The exclusion list stays in force.',
    commanderOnly: true,
  },
  { ...plain, event: 'TRAINED', label: 'Training done', help: 'Digest, snapshot and environment as built.' },
  {
    ...plain,
    event: 'GATE_GREEN',
    label: 'Gate passed',
    help: 'Measured value and where the report is.',
    choices: GATES.map(({ id, title }) => ({ value: id, label: title })),
    needs: 'Choose a gate that is not green yet and give the measured value.',
  },
  {
    ...plain,
    event: 'GATE_RED',
    label: 'Gate failed',
    help: 'Measured value and where the report is.',
    choices: GATES.map(({ id, title }) => ({ value: id, label: title })),
    needs: 'Choose a gate and give the measured value.',
  },
  {
    ...plain,
    event: 'RELEASE',
    label: 'Release to canary',
    help: 'MLOps lead and an independent reviewer.',
    quorum: releaseDecide,
    needs: 'Every gate has to be green.',
  },
  { ...plain, event: 'TRAIN_AGAIN', label: 'Train again', help: 'Which gate, and what is changed?' },
  { ...plain, event: 'REJECT', label: 'Reject', help: 'Which gate, and why is it final?' },
  {
    ...plain,
    event: 'CANARY_HELD',
    label: 'Canary held',
    help: 'What was measured over the soak?',
    needs: 'The canary has to run for 24 hours.',
  },
  { ...plain, event: 'CANARY_FAILED', label: 'Canary failed', help: 'What was seen? Roll back by M01 or M03.' },
  {
    ...plain,
    event: 'RELEASE_RECORDED',
    label: 'Release recorded',
    help: 'Version, digest, lineage, gate report; old digest on M06.',
  },
  { ...plain, event: 'NEW_ORDER', label: 'New order', help: 'What does it change?' },
  { ...plain, event: 'GIVE_UP', label: 'No release', help: 'What serves instead?', commanderOnly: true },
  {
    ...plain,
    event: 'CLOSE',
    label: 'Close the run',
    help: 'What remains, and who owns it?',
    needs:
      'Every action has to be effective, undone or withdrawn; every lease of this run lifted, nothing in doubt, nothing to ratify.',
    commanderOnly: true,
  },
];
