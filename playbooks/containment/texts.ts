import type { MoveText, StateText } from '../kit/playbook.ts';

const containment = { side: false, region: 'Level' } as const;
const business = { side: false, region: 'Checkout' } as const;
const exit = { side: false, region: 'Way out' } as const;

export const states: readonly StateText[] = [
  { ...containment, id: 'normal', title: 'Normal', help: 'Nothing is contained. Plan a level to begin.' },
  {
    ...containment,
    id: 'planning',
    title: 'Planning',
    help: 'Draft the action of the level, dry-run it, have it signed.',
  },
  { ...containment, id: 'armed', title: 'Armed', help: 'Signed and ready. Raising is one move away.' },
  {
    ...containment,
    id: 'level0',
    title: 'L0 observe',
    help: 'Apply the table that logs and counts. Nothing is stopped.',
  },
  {
    ...containment,
    id: 'level1',
    title: 'L1 restrict',
    help: 'Apply the allow-list: shop, AI and payment go on, every other way out ends.',
  },
  {
    ...containment,
    id: 'level2',
    title: 'L2 isolate',
    help: 'Apply the isolation: AI is off, checkout runs on its fallback.',
  },
  { ...containment, id: 'level3', title: 'L3 cut', help: 'Apply the cut: forensics only, checkout stops.' },
  {
    ...containment,
    id: 'verifying',
    title: 'Verifying',
    help: 'The whole probe matrix from inside each zone, after the last change. Probe again if it is older.',
  },
  {
    ...containment,
    id: 'held',
    title: 'Held',
    help: 'The level holds on its lease. Raise, renew, or step down after 15 minutes.',
  },
  {
    ...containment,
    id: 'leaseDecision',
    title: 'Lease over',
    help: 'The commander decides: renew, or lift. The kernel may have let go already.',
    side: true,
  },
  {
    ...containment,
    id: 'red',
    title: 'Probe red',
    help: 'Something gets through, or something broke. Repair it, raise, or say that the level is lost.',
    side: true,
  },
  {
    ...containment,
    id: 'steppingDown',
    title: 'Stepping down',
    help: 'Apply the next lower level first. End held connections (N02), lift the upper one, then probe the lower one again.',
  },
  { ...business, id: 'serving', title: 'Orders come in', help: 'Watch orders a minute against the baseline.' },
  {
    ...business,
    id: 'impacted',
    title: 'Orders below the floor',
    help: 'Force the breaker open (N11), so that checkout goes on without the AI.',
  },
  { ...business, id: 'fallback', title: 'On the fallback', help: 'Checkout works without the AI. Watch the orders.' },
  { ...exit, id: 'causeOpen', title: 'Cause', help: 'Remove what the attacker came in by, then say so.' },
  {
    ...exit,
    id: 'keysOpen',
    title: 'Keys and models',
    help: 'Keys (PB1) and models (PB2) of this segment have to be settled.',
  },
  {
    ...exit,
    id: 'baselineOpen',
    title: 'Same rules as before',
    help: 'After the last step down: the rules give the same hash as those kept before containment.',
  },
  { ...exit, id: 'ready', title: 'Ready to close', help: 'Every criterion is on record.' },
  { id: 'closed', title: 'Closed', help: 'The segment is back to normal and the record complete.', side: false },
];

const plain = { choices: [], wantsDetail: false, needs: '', commanderOnly: false } as const;
const REASON = 'A reason has to be given.';
/** Reference F: stepping down takes the commander and the containment lead. */
const STEP_DOWN = { distinct: 2, seats: [['commander'], ['containment-lead']] } as const;
const ORDERS = 'Orders a minute now, baseline, floor in per cent, as 12/40/60.';

const LEVEL_CHOICES = [
  { value: 'observe', label: 'L0 observe: log only' },
  { value: 'restrict', label: 'L1 restrict: allow-list, shop and AI go on' },
  { value: 'isolate', label: 'L2 isolate: AI off, checkout on its fallback' },
  { value: 'cut', label: 'L3 cut: forensics only' },
] as const;

const levelMoves: readonly MoveText[] = [
  {
    ...plain,
    event: 'PLAN',
    label: 'Plan a level',
    help: 'Which level, and why? Business impact goes on record with it.',
    choices: LEVEL_CHOICES,
    wantsDetail: true,
    needs: 'Choose a level above the present one, if there is one, and give the reason.',
  },
  {
    ...plain,
    event: 'ARMED',
    label: 'Action armed',
    help: 'An action of the planned level stands approved.',
    needs: 'An action of the planned level has to be armed, and nothing in doubt.',
  },
  {
    ...plain,
    event: 'RAISE',
    label: 'Raise to the planned level',
    help: 'From here on the action may be applied, and the attacker can notice.',
    needs: 'An action of the planned level has to be armed.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'APPLIED',
    label: 'Applied',
    help: 'The action of the level is proven effective.',
    needs: 'An action of the planned level has to be effective, nothing above it in force, nothing in doubt.',
  },
  {
    ...plain,
    event: 'STAND_DOWN',
    label: 'Stand down',
    help: 'Leave the plan; what held before goes on holding.',
    wantsDetail: true,
    needs: 'Give a reason. An action that is in force has to be undone or put right first.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'VERIFIED',
    label: 'Matrix verified',
    help: 'Every row shows what it should at this level.',
    needs: 'The level has to hold, its lease run, nothing be in doubt, and its probes be younger than the last change.',
  },
  {
    ...plain,
    event: 'PROBE_RED',
    label: 'A probe is red',
    help: 'Which row, and what did it show?',
    wantsDetail: true,
    needs: REASON,
  },
  {
    ...plain,
    event: 'REPAIRED',
    label: 'Repaired',
    help: 'What was put right? The matrix is asked again.',
    wantsDetail: true,
    needs: REASON,
  },
  {
    ...plain,
    event: 'LOST',
    label: 'The level is lost',
    help: 'Nothing of it is in force any more: it undid itself, or somebody did. The level below is verified.',
    wantsDetail: true,
    needs: 'Give a reason. An action of the level is still in force, or a step is in doubt.',
  },
  {
    ...plain,
    event: 'LOWER',
    label: 'Step down one level',
    help: 'Why is it safe? Two people, after the level held for 15 minutes.',
    wantsDetail: true,
    needs: 'The level has to hold for 15 minutes first, and nothing be in doubt.',
    quorum: STEP_DOWN,
  },
  {
    ...plain,
    event: 'STEPPED',
    label: 'Lower level in force',
    help: 'The upper level is lifted; the next one below holds.',
    needs: 'The upper level has to be undone, and the next one below proven in force, its lease running.',
  },
  {
    ...plain,
    event: 'LEASE_OVER',
    label: 'Lease over',
    help: 'Renew or lift has to be decided.',
    needs: 'No lease has run out, and nothing under break-glass waited longer than 60 minutes.',
  },
  {
    ...plain,
    event: 'RENEW',
    label: 'Renew',
    help: 'Why longer? Then renew the action itself.',
    wantsDetail: true,
    needs: 'What was done under break-glass is ratified first; then give the reason.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'LIFT',
    label: 'Lift',
    help: 'Why is it safe? Two people. One level down.',
    wantsDetail: true,
    needs: 'The level has to have held for 15 minutes, and nothing be in doubt.',
    quorum: STEP_DOWN,
  },
];

const businessMoves: readonly MoveText[] = [
  {
    ...plain,
    event: 'BUSINESS_IMPACT',
    label: 'Orders fall below the floor',
    help: ORDERS,
    wantsDetail: true,
    needs: 'Three numbers that show it: now, baseline, floor in per cent, as 12/40/60.',
  },
  {
    ...plain,
    event: 'BREAKER_OPEN',
    label: 'Checkout is on its fallback',
    help: 'The breaker is proven open (N11), or it was done by hand: say how.',
    choices: [
      { value: 'proven', label: 'Breaker proven open (N11)' },
      { value: 'by-hand', label: 'By hand' },
    ],
    wantsDetail: true,
    needs: 'N11 has to be effective, or say how the fallback was switched on.',
  },
  {
    ...plain,
    event: 'RECOVERED',
    label: 'Orders are back',
    help: 'Orders a minute now, baseline, floor in per cent, as 38/40/60.',
    wantsDetail: true,
    needs: 'Three numbers that show it: now, baseline, floor in per cent, as 38/40/60.',
  },
];

const exitMoves: readonly MoveText[] = [
  {
    ...plain,
    event: 'CAUSE_REMOVED',
    label: 'Cause removed',
    help: 'What was it, and how is it gone?',
    wantsDetail: true,
    needs: REASON,
  },
  {
    ...plain,
    event: 'KEYS_SETTLED',
    label: 'Keys and models settled',
    help: 'PB1 and PB2 are done for this segment, or there was nothing in it.',
    choices: [
      { value: 'settled', label: 'PB1 and PB2 are done' },
      { value: 'not-needed', label: 'No key and no model was within reach' },
    ],
    wantsDetail: true,
    needs: 'Choose, and say which runs or why none.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'BASELINE_SAME',
    label: 'Rules are as before',
    help: 'The hash of the rules kept last is that of the rules kept first. Say which.',
    wantsDetail: true,
    needs: 'Everything has to be lifted and verified first; then say the hash.',
  },
  {
    ...plain,
    event: 'CLOSE',
    label: 'Close',
    help: 'The segment is back to normal.',
    needs:
      'Normal and verified, no lease open, nothing in doubt or unratified, orders coming in, and every criterion of the way out met.',
    commanderOnly: true,
  },
];

export const moves: readonly MoveText[] = [...levelMoves, ...businessMoves, ...exitMoves];
