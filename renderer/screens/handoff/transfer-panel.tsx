import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { EndedOfferView, IncidentView, OfferView } from '../../../shared/view/incident-view.ts';
import { useDialogDoor } from '../../shell/open-dialog.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { situationText } from './situation-text.ts';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
}

/** Command changes hands by two signatures: one offers, the other accepts. Until then it does not move. */
export function TransferPanel({ view, consoleView }: Props) {
  return (
    <Panel title="Command">
      <p className="row">
        <Icon name="person" />
        <span>
          <strong>{view.commander.name}</strong> commands.
        </span>
      </p>
      {view.offer === null && view.endedOffer !== null && (
        <EndedOffer incident={view.incident} offer={view.endedOffer} />
      )}
      {view.offer === null ? (
        <NoOffer view={view} consoleView={consoleView} />
      ) : (
        <OpenOffer view={view} consoleView={consoleView} offer={view.offer} />
      )}
    </Panel>
  );
}

/** Where the commander's key was revoked nobody could ever offer command: then any two of the others move it. */
function NoOffer({ view, consoleView }: Props) {
  const openDialog = useDialogDoor();
  const { acting, lead } = consoleView.session;
  const { commander } = view;
  const counts = view.people.some(({ fingerprint }) => fingerprint === commander.fingerprint);
  if (!counts || acting?.fingerprint === commander.fingerprint)
    return <OfferForm view={view} consoleView={consoleView} />;
  const here = consoleView.operators.some((one) => !one.revoked && one.fingerprint === commander.fingerprint);
  return (
    <>
      <p>Only {commander.name}, who commands, can offer command. Whoever takes it signs as well.</p>
      {lead?.fingerprint === commander.fingerprint && <p>Give the keyboard back to {commander.name} for that.</p>}
      {here && lead?.fingerprint !== commander.fingerprint && (
        <div>
          <Button icon="people" onPress={() => openDialog({ kind: 'second', preferred: commander.fingerprint })}>
            {`${commander.name} takes the keyboard`}
          </Button>
        </div>
      )}
    </>
  );
}

function EndedOffer({ incident, offer }: { readonly incident: string; readonly offer: EndedOfferView }) {
  return (
    <p className="note-box">
      {offer.declined ? `${offer.to.name} declined command` : `${offer.by} took the offer to ${offer.to.name} back`},{' '}
      <Time at={offer.at} short /> <EntryLink incident={incident} entry={offer.entry} />. Command did not move.
    </p>
  );
}

function OfferForm({ view, consoleView }: Props) {
  const draft = useDraft({
    scope: view.incident,
    form: 'offer',
    label: 'Situation at hand-over',
    blank: { to: '', situation: '' },
  });
  const { to, situation } = draft.value;
  const offer = useCommand('Offer', async ({ client }) => {
    const answer = await client.command.offer({ incident: view.incident as `inc-${string}`, to, situation });
    draft.forget();
    return answer;
  });
  const { acting } = consoleView.session;
  const people = consoleView.operators.filter(
    (one) => !one.revoked && ![view.commander.fingerprint, acting?.fingerprint].includes(one.fingerprint),
  );
  return (
    <>
      <DraftNotice draft={draft} />
      <Choice
        label="Hand over to"
        value={to}
        prompt={people.length === 0 ? 'Nobody else is enrolled here' : 'Choose a person'}
        disabled={people.length === 0}
        options={people.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
        onChange={(next) => draft.change({ to: next })}
      />
      <TextInput
        label="Situation at hand-over"
        rows={6}
        value={situation}
        onChange={(next) => draft.change({ situation: next })}
        hint="What the next commander has to know. It becomes part of the record."
      />
      <FailureBox failure={offer.failure} />
      <div className="row">
        <Button
          tone="primary"
          busy={offer.busy}
          isDisabled={to === '' || situation.trim() === ''}
          onPress={() => void offer.send()}
        >
          Offer command
        </Button>
        <Button tone="quiet" onPress={() => draft.change({ situation: situationText(view) })}>
          Fill in from the record
        </Button>
        {view.endedOffer !== null && (
          <Button tone="quiet" onPress={() => draft.change({ situation: view.endedOffer?.situation ?? '' })}>
            Take over the last text
          </Button>
        )}
      </div>
    </>
  );
}

function OpenOffer({ view, consoleView, offer }: Props & { readonly offer: OfferView }) {
  const openDialog = useDialogDoor();
  const { acting } = consoleView.session;
  const input = { incident: view.incident as `inc-${string}`, offer: offer.entry };
  const isTo = acting?.fingerprint === offer.to.fingerprint;
  const isFrom = acting?.fingerprint === offer.from.fingerprint;
  const accept = useCommand('Acceptance', ({ client }) => client.command.accept(input));
  const withdraw = useCommand(isFrom ? 'Withdrawal' : 'Refusal', ({ client }) => client.command.withdraw(input));
  return (
    <>
      <p>
        Offered to <strong>{offer.to.name}</strong> by {offer.from.name}, <Time at={offer.at} />
        <EntryLink incident={view.incident} entry={offer.entry} />. It takes effect when {offer.to.name} signs.
      </p>
      <pre className="note-box prose">{offer.situation}</pre>
      <FailureBox failure={accept.failure ?? withdraw.failure} />
      <div className="row">
        {isTo ? (
          <Button tone="primary" size="large" icon="hand" busy={accept.busy} onPress={() => void accept.send()}>
            Accept command
          </Button>
        ) : (
          <Button
            tone="primary"
            icon="people"
            onPress={() => openDialog({ kind: 'second', preferred: offer.to.fingerprint })}
          >
            {`${offer.to.name} takes the keyboard`}
          </Button>
        )}
        {(isFrom || isTo) && (
          <Button busy={withdraw.busy} onPress={() => void withdraw.send()}>
            {isFrom ? 'Withdraw the offer' : 'Decline'}
          </Button>
        )}
      </div>
    </>
  );
}
