import { useState } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useCommand } from '../../store/command.ts';
import { withSecond } from '../../store/with-second.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Countdown, Time } from '../../ui/time.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly run: RunView;
}

/** Moves of the run that one person proposed and somebody else has to sign. */
export function Proposals({ view, consoleView, run }: Props) {
  return run.proposals.map((proposal) => (
    <Proposed key={proposal.entry} view={view} consoleView={consoleView} run={run} proposal={proposal} />
  ));
}

function Proposed({ view, consoleView, run, proposal }: Props & { readonly proposal: RunView['proposals'][number] }) {
  const { acting, lead } = consoleView.session;
  const people = consoleView.operators.filter(
    (one) => !one.revoked && !proposal.signers.some((signer) => signer.fingerprint === one.fingerprint),
  );
  // Somebody who fills a seat that is still empty; the person at the keyboard before others.
  const fit = people.filter((one) => one.roles.some((role) => proposal.neededRoles.includes(role)));
  const first = fit.find((one) => one.fingerprint === acting?.fingerprint) ?? fit[0];
  const [who, setWho] = useState(first?.fingerprint ?? '');
  const [passphrase, setPassphrase] = useState('');
  const isActing = who !== '' && who === acting?.fingerprint;
  const second = useCommand(proposal.label, async (store) => {
    const sign = () =>
      store.client.run.advance({
        incident: view.incident as `inc-${string}`,
        run: run.run as `run-${string}`,
        event: proposal.event,
        choice: proposal.choice,
        detail: proposal.detail,
      });
    return isActing ? sign() : withSecond(store, who, passphrase, sign);
  });
  return (
    <section className="gate" aria-label={`Proposed: ${proposal.label}`}>
      <div className="row-apart">
        <h3>
          Proposed: {proposal.label}
          {proposal.choiceLabel !== '' && ` (${proposal.choiceLabel})`}
        </h3>
        <span className="small strong">
          <Countdown until={proposal.expiresAt} />
        </span>
      </div>
      <p className="wrap">
        {proposal.signers.map(({ name, at, fingerprint }, i) => (
          <span key={fingerprint}>
            {i > 0 && ', '}
            {name} <Time at={at} short />
          </span>
        ))}
        {proposal.detail !== '' && `: ${proposal.detail}`}
      </p>
      {proposal.stillNeeded !== '' && <p className="gate-needed">Still needed: {proposal.stillNeeded}</p>}
      <Choice
        label="Who signs"
        value={who}
        prompt="Choose a person"
        options={people.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
        onChange={setWho}
      />
      {who !== '' && !isActing && (
        <TextInput
          label="Their passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          hint={`The keyboard is theirs for this one signature and goes back to ${lead?.name ?? 'the lead'}.`}
        />
      )}
      <FailureBox failure={second.failure} />
      <div>
        <Button
          tone="primary"
          icon="people"
          busy={second.busy}
          isDisabled={who === '' || (!isActing && passphrase === '')}
          onPress={() => void second.send()}
        >
          Sign it too
        </Button>
      </div>
    </section>
  );
}
