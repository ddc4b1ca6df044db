import { useState } from 'react';
import type { ActionView, GateView, SignatureView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { Countdown, Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { MODE_WORD } from './mode-word.ts';
import { ApproveDialog } from './approve-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
}

/** What the approvers read and sign. The hash binds action, parameters, dry run, playbook, expiry and purpose. */
export function GateCard({ view, consoleView, action }: Props) {
  const [deciding, setDeciding] = useState(false);
  const { gate } = action;
  if (gate === null) return null;
  const canDecide = action.moves.includes('approve') || action.moves.includes('reject');
  return (
    <section className="gate" aria-label="Gate">
      <div className="row-apart">
        <h3>{gate.purpose === 'apply' ? 'Approval to apply' : 'Approval to undo'}</h3>
        <span className="row">
          {gate.breakGlass ? (
            <Mark tone="wait" icon="alert">
              Break-glass: one person
            </Mark>
          ) : gate.quorumMet ? (
            <Mark tone="good" icon="check">
              Quorum stands
            </Mark>
          ) : (
            <Mark tone="wait" icon="people">
              Quorum open
            </Mark>
          )}
          {gate.expired ? (
            <Mark tone="wait" icon="clock">
              Expired
            </Mark>
          ) : (
            <span className="small strong">
              <Countdown until={gate.expiresAt} />
            </span>
          )}
        </span>
      </div>
      {gate.stillNeeded !== '' && !gate.expired && (
        <p className="gate-needed">
          <Icon name="people" size={20} />{' '}
          {gate.breakGlass ? 'May be executed now. To be ratified by' : 'Still needed:'} {gate.stillNeeded}
        </p>
      )}
      <LeaningNote gate={gate} />
      <dl className="facts">
        <dt>Signed is</dt>
        <dd>
          <Hash value={gate.approvalHash} what="approval hash" />
        </dd>
        <dt>It binds</dt>
        <dd>
          {action.template} on {action.targetLabel}, {Object.keys(action.params).length} parameters, mode{' '}
          {MODE_WORD[action.mode]}, the dry run, the playbook’s digest, purpose “{gate.purpose}”, valid until{' '}
          <Time at={gate.expiresAt} short />
        </dd>
      </dl>
      <ul className="stack-2">
        {gate.signatures.map((signature) => (
          <Signature key={signature.entry} incident={view.incident} signature={signature} />
        ))}
      </ul>
      {canDecide && (
        <div>
          {gate.quorumMet && !action.moves.includes('approve') ? (
            <Button icon="people" onPress={() => setDeciding(true)}>
              Read or reject
            </Button>
          ) : (
            <Button tone="primary" size="large" icon="people" onPress={() => setDeciding(true)}>
              Read and sign
            </Button>
          )}
        </div>
      )}
      {deciding && (
        <ApproveDialog
          view={view}
          consoleView={consoleView}
          action={action}
          gate={gate}
          onClose={() => setDeciding(false)}
        />
      )}
    </section>
  );
}

/** Who signed, after the gate has done its work. */
export function GateRecord({ view, action }: { readonly view: IncidentView; readonly action: ActionView }) {
  const { gate } = action;
  if (gate === null) return null;
  return (
    <section className="stack-2" aria-label="Signatures">
      <h3>{gate.purpose === 'apply' ? 'Signed to apply' : 'Signed to undo'}</h3>
      <LeaningNote gate={gate} past />
      <ul className="stack-2">
        {gate.signatures.map((signature) => (
          <Signature key={signature.entry} incident={view.incident} signature={signature} />
        ))}
      </ul>
    </section>
  );
}

/** Two signatures of which one may be made up by the other: whoever goes on has to know. */
function LeaningNote({ gate, past = false }: { readonly gate: GateView; readonly past?: boolean }) {
  return gate.leaning.map(({ who, on }) => (
    <p key={who} className={past ? 'row' : 'gate-needed'}>
      <Icon name="alert" size={past ? 16 : 20} />
      <span className="grow">
        This rests on one person’s word: only {on} has vouched for {who}.
      </span>
    </p>
  ));
}

const DECISION = {
  submitted: { text: 'submitted it', icon: 'arrow' },
  approved: { text: 'approved', icon: 'check' },
  rejected: { text: 'rejected', icon: 'cross' },
} as const;

function Signature({ incident, signature }: { readonly incident: string; readonly signature: SignatureView }) {
  const decision = DECISION[signature.decision];
  return (
    <li className="row">
      <Icon name={decision.icon} />
      <span className="grow">
        <strong>{signature.name}</strong> <span className="soft">({rolesText(signature.roles)})</span> {decision.text}{' '}
        <span className="soft">
          <Time at={signature.at} short />
        </span>
        {signature.note !== '' && <span> “{signature.note}”</span>}
      </span>
      <EntryLink incident={incident} entry={signature.entry} />
    </li>
  );
}
