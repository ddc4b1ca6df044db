import type { MoveText, StateText } from '../kit/playbook.ts';

function state(id: string, title: string, help: string, region?: string): StateText {
  return { id, title, help, side: false, ...(region === undefined ? {} : { region }) };
}

const ALIAS = 'Alias and stage';
const SERVING = 'Serving';
const ARTEFACTS = 'Artefacts';
const TRUST = 'Signatures and policy';
const DENY = 'Deny-list';
const DERIVED = 'Derived stores';
const CONSUMERS = 'Consumers';
const COPIES = 'Leaked copies';
const TAKEDOWN = 'Takedown';

export const states: readonly StateText[] = [
  state(
    'identify',
    'Identify',
    'Name digests, versions, adapters, quantised copies, and who consumes them. Consumers pinned to a version or with a downloaded file are not reached by an alias.',
  ),
  state(
    'legalHold',
    'Legal hold',
    'Copy what may be deleted, take the copy in as evidence, place a hold that names it.',
  ),
  state(
    'approvals',
    'Approvals',
    'Draft and arm what is cut first. Alias withdrawal is due ten minutes after the cut begins.',
  ),
  state('cut', 'Cut', 'Five things side by side; each ends when it is proven, or does not apply for a stated reason.'),
  state('aliasUp', 'Alias still points at it', 'Move the alias to a version that is clean, or to none.', ALIAS),
  state('aliasWithdrawn', 'Alias withdrawn', 'New resolutions get the safe version or none.', ALIAS),
  state(
    'servingUp',
    'Still served',
    'Stop the replicas, or roll back. Suspend reconciliation first: autoscalers and GitOps bring a stopped model back.',
    SERVING,
  ),
  state('servingStopped', 'Serving stopped', 'No endpoint serves the denied digest.', SERVING),
  state('servingRolledBack', 'Rolled back', 'A prior version serves that was shown to be clean.', SERVING),
  state(
    'artefactsOpen',
    'Artefacts reachable',
    'Quarantine by digest, across every repository that holds the blob.',
    ARTEFACTS,
  ),
  state(
    'artefactsQuarantined',
    'Artefacts quarantined',
    'The registry refuses everyone but the responders.',
    ARTEFACTS,
  ),
  state(
    'trusted',
    'Still trusted',
    'Take signer or digest out of the verification policy; a log entry cannot be withdrawn.',
    TRUST,
  ),
  state('trustRemoved', 'Trust removed', 'Admission refuses the old digest and admits the current one.', TRUST),
  state(
    'denyListOpen',
    'Deny-list open',
    'Sign and publish the list; every enforcement point has to refuse a known-bad file.',
    DENY,
  ),
  state('denyListInForce', 'Deny-list in force', 'Every enforcement point has refused.', DENY),
  state('aftermath', 'Aftermath', 'What was made from the model, who used it, and who else may have it.'),
  state(
    'derivedOpen',
    'Derived stores open',
    'Vectors, caches, adapters, quantised copies: each gets a disposition.',
    DERIVED,
  ),
  state('derivedSettled', 'Derived stores settled', 'Nothing derived from the model is served any more.', DERIVED),
  state(
    'consumersOpen',
    'Consumers not told',
    'Tell every consumer: the register and 90 days of pull logs name them.',
    CONSUMERS,
  ),
  state(
    'consumersTold',
    'Waiting for acknowledgements',
    'Person, digest removed, time. Due 24 hours after they were told.',
    CONSUMERS,
  ),
  state(
    'consumersAcknowledged',
    'Consumers acknowledged',
    'Every consumer has said that the digest is gone.',
    CONSUMERS,
  ),
  state(
    'copiesUnwatched',
    'Copies not watched',
    'Revoking recalls nothing that was taken. Set the weekly fingerprint check.',
    COPIES,
  ),
  state('copiesWatched', 'Copies watched', 'Twelve weekly checks are scheduled.', COPIES),
  state('takedownOpen', 'Takedown open', 'Notices to hosts that carry the copy, with counsel.', TAKEDOWN),
  state('takedownDone', 'Takedown settled', 'Notices are filed, or there is nobody to notify.', TAKEDOWN),
  { id: 'repair', title: 'Repair', help: 'Undo action by action, then look at everything again.', side: true },
  state('exitCheck', 'Exit check', 'Every action settled, nothing in doubt, every lease lifted, nothing to ratify.'),
  state('closed', 'Closed', 'No endpoint serves the denied digests, or nothing was to be cut. The record is complete.'),
];

const plain = { choices: [], wantsDetail: true, needs: 'Say why, in words.', commanderOnly: false } as const;

function settles(event: string, label: string, help: string, none: string, actions: string): MoveText {
  return {
    event,
    label,
    help,
    choices: [
      { value: 'proven', label: `Proven by ${actions}` },
      { value: 'none', label: none },
    ],
    wantsDetail: true,
    needs: `At least one ${actions} has to be drafted here, and every one effective; or choose “${none}” and say why.`,
    commanderOnly: false,
  };
}

export const moves: readonly MoveText[] = [
  { ...plain, event: 'IDENTIFIED', label: 'Model identified', help: 'Digests, versions, adapters, consumers.' },
  {
    ...plain,
    event: 'HOLD_SEALED',
    label: 'Sealed copy is under hold',
    help: 'Deletions are possible from here on.',
    wantsDetail: false,
    needs: 'Place a legal hold that names at least one sealed copy.',
  },
  {
    ...plain,
    event: 'HOLD_NOT_NEEDED',
    label: 'Go on without a hold',
    help: 'Nothing can be deleted then; quarantine only.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'MORE_FOUND',
    label: 'Another digest turned up',
    help: 'Back to identification; nothing is lost.',
  },
  {
    ...plain,
    event: 'CUT',
    label: 'Begin the cut',
    help: 'From here on the alias is due in ten minutes.',
    wantsDetail: false,
    needs: 'At least one action has to be armed, and nothing in doubt.',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'NOTHING_TO_CUT',
    label: 'Nothing is to be cut',
    help: 'A false alarm, or everything was undone. How is that known?',
    needs: 'What was applied has to be undone, and what was only drafted withdrawn; then say why.',
    commanderOnly: true,
  },
  settles('ALIAS_WITHDRAWN', 'Alias withdrawn', 'What does it resolve to now?', 'There is no alias', 'M01'),
  settles('SERVING_STOPPED', 'Serving stopped', 'Which endpoints were probed?', 'It was not served', 'M03 or M04'),
  {
    ...plain,
    event: 'SERVING_ROLLED_BACK',
    label: 'Rolled back to a clean version',
    help: 'Why is the prior version clean? It may have leaked too, or share the training data.',
    choices: [{ value: 'prior-clean', label: 'The prior version is clean' }],
    needs: 'Say on what evidence the prior version is clean; M03 must not be open.',
    commanderOnly: true,
  },
  settles(
    'ARTEFACTS_QUARANTINED',
    'Artefacts quarantined',
    'In which repositories was it looked for?',
    'No artefact is stored',
    'M02 or M02-DEL',
  ),
  settles('TRUST_REMOVED', 'Trust removed', 'Which policy refuses it now?', 'It was never signed', 'M05'),
  settles(
    'DENY_LIST_IN_FORCE',
    'Deny-list in force',
    'Which points refused a known-bad file?',
    'There is no enforcement point',
    'M06',
  ),
  {
    ...plain,
    event: 'DERIVED_SETTLED',
    label: 'Derived stores settled',
    help: 'Vectors, caches, adapters, quantised copies: what became of each?',
    needs: 'No action on vectors, caches or adapters may be open; say what became of each.',
  },
  { ...plain, event: 'CONSUMERS_TOLD', label: 'Consumers told', help: 'Whom, by which channel?' },
  {
    ...settles(
      'CONSUMERS_ACKNOWLEDGED',
      'Consumers acknowledged',
      'Who has not, or how is it known that there is none?',
      'There is no consumer',
      'M09',
    ),
    needs:
      'Say first that the consumers were told; then at least one M09 has to be drafted here, and every one effective. Or choose “There is no consumer” and say why.',
  },
  {
    ...plain,
    event: 'WATCH_SET',
    label: 'Fingerprint watch set',
    help: 'Who looks every week, with which fingerprints?',
  },
  settles('TAKEDOWN_DONE', 'Takedown settled', 'Notices and submission ids.', 'No copy was found at a host', 'M11'),
  { ...plain, event: 'REPAIR', label: 'Stop and repair', help: 'What broke?', commanderOnly: true },
  {
    ...plain,
    event: 'REPAIRED',
    label: 'Repaired',
    help: 'What was undone, and why is it safe to go on?',
    commanderOnly: true,
  },
  {
    ...plain,
    event: 'COPY_CHECKED',
    label: 'Weekly check: no copy found',
    help: 'Who looked where? A copy that was found goes by “Stop and repair” to a notice.',
    needs: 'The next weekly check is not due yet, or none is left.',
  },
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
