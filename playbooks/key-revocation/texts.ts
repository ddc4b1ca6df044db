import type { MoveText, StateText } from '../kit/playbook.ts';

export const states: readonly StateText[] = [
  { id: 'intake', title: 'Intake', help: 'Say which key is suspected and why. Stay on an out-of-band channel.', side: false },
  { id: 'inventory', title: 'Inventory', help: 'Register every credential the attacker may hold or make. Mark those that can create others.', side: false },
  { id: 'blastRadius', title: 'Blast radius', help: 'Who uses these credentials, and what stops when they stop?', side: false },
  { id: 'strategy', title: 'Strategy', help: 'Revoke now, rotate first, or in stages. The reason goes on record.', side: false },
  { id: 'preposition', title: 'Evidence first', help: 'Collect before you cut: logs and session lists change the moment access is denied.', side: false },
  { id: 'approvals', title: 'Approvals', help: 'Draft, dry-run and submit an action for each credential. Nothing fires until all are armed.', side: false },
  { id: 'quiet', title: 'Ready to fire', help: 'All armed. A denied call is the attacker’s alarm: fire all waves inside one window.', side: false },
  { id: 'wave1', title: 'Wave 1: minters', help: 'Whoever can create credentials goes first, or they come back.', side: false },
  { id: 'wave2', title: 'Wave 2: issuers', help: 'Signing and issuing keys.', side: false },
  { id: 'wave3', title: 'Wave 3: data plane', help: 'Databases, caches, hosts, service users.', side: false },
  { id: 'compensating', title: 'Repair', help: 'Something that had to keep working broke. Undo action by action, then say what was repaired.', side: true },
  { id: 'residualSweep', title: 'Residual sweep', help: 'Every action proven, no session left.', side: false },
  { id: 'remintWatch', title: 'Re-mint watch', help: 'Look for new credentials after 15 minutes, 1 hour and 24 hours.', side: false },
  { id: 'reopened', title: 'Reopened', help: 'A new credential appeared. Start over from the inventory.', side: true },
  { id: 'closed', title: 'Closed', help: 'Three clean checks. The record is complete.', side: false },
];

const plain = { choices: [], wantsDetail: false, needs: '', commanderOnly: false } as const;

export const moves: readonly MoveText[] = [
  { ...plain, event: 'KEY_SUSPECTED', label: 'Take in', help: 'What makes you suspect it?', wantsDetail: true, needs: 'A reason has to be given.' },
  { ...plain, event: 'INVENTORY_DONE', label: 'Inventory complete', help: 'No further credential is known.', needs: 'Register at least one credential.' },
  { ...plain, event: 'CREDENTIAL_FOUND', label: 'Another credential turned up', help: 'Back to the inventory; nothing is lost.' },
  {
    ...plain, event: 'BLAST_ASSESSED', label: 'Blast radius assessed', help: 'An accepted outage needs the commander’s reason.', wantsDetail: true,
    choices: [
      { value: 'consumers-known', label: 'All consumers are known' },
      { value: 'outage-accepted', label: 'Not all are known: outage accepted' },
    ],
    needs: 'Choose; an accepted outage needs a reason.', commanderOnly: true,
  },
  {
    ...plain, event: 'STRATEGY_CHOSEN', label: 'Decide strategy', help: 'Confirmed abuse, or a key that can mint or sign: revoke now.', wantsDetail: true,
    choices: [
      { value: 'revoke-now', label: 'Revoke now' },
      { value: 'rotate-then-revoke', label: 'Rotate, then revoke' },
      { value: 'staged', label: 'Throttle now, revoke in stages' },
    ],
    needs: 'Choose a strategy and give the reason.', commanderOnly: true,
  },
  {
    ...plain, event: 'EVIDENCE_HELD', label: 'Evidence is safe', help: 'Skipping is possible, with a reason, on your name.', wantsDetail: true,
    choices: [
      { value: 'held', label: 'Collected' },
      { value: 'skipped', label: 'Skip: cutting now matters more' },
    ],
    needs: 'Collect evidence, or skip with a reason.', commanderOnly: true,
  },
  { ...plain, event: 'ALL_ARMED', label: 'All actions armed', help: 'Every credential has an action that stands approved.', needs: 'Each registered credential needs an armed action (or one withdrawn with a reason), and nothing in doubt.' },
  { ...plain, event: 'FIRE', label: 'Open wave 1', help: 'From here on the attacker can notice.', needs: 'Every action has to be armed.', commanderOnly: true },
  { ...plain, event: 'STAND_DOWN', label: 'Stand down', help: 'Back to approvals.', wantsDetail: true, needs: 'A reason has to be given.', commanderOnly: true },
  { ...plain, event: 'WAVE_DONE', label: 'Wave complete', help: 'Every action of this wave is proven effective.', needs: 'Every action of this wave and of those before it has to be effective (or withdrawn with a reason), and nothing in doubt.' },
  { ...plain, event: 'ROLL_BACK', label: 'Stop and repair', help: 'Nothing more fires until repaired.', wantsDetail: true, needs: 'A reason has to be given.', commanderOnly: true },
  { ...plain, event: 'REPAIRED', label: 'Repaired', help: 'What was undone, and why is it safe to go on?', wantsDetail: true, needs: 'Say what was repaired.', commanderOnly: true },
  { ...plain, event: 'SWEEP_DONE', label: 'Sweep complete', help: 'No residual session anywhere.', needs: 'Every action has to be effective (or withdrawn with a reason), and nothing in doubt.' },
  { ...plain, event: 'CHECK_CLEAN', label: 'Check made: nothing new', help: 'Record the re-mint check that is due.', needs: 'The next check is not due yet.' },
  { ...plain, event: 'REMINT_DETECTED', label: 'A new credential appeared', help: 'Reopens the run.', wantsDetail: true },
  { ...plain, event: 'RESUME', label: 'Resume', help: 'Which credential, made by whom?', wantsDetail: true, needs: 'A reason has to be given.' },
];
