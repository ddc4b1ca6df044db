import { useState } from 'react';
import { OPINION_TEXT, SIGN_OFF_SEATS, type SignOffSeat } from '../../../shared/domain/sign-off.ts';
import { LANGUAGE_LABELS } from '../../../shared/law/forms/language.ts';
import type { DraftLine, IncidentView } from '../../../shared/view/incident-view.ts';
import { needsDpo, type SignOffView } from '../../../shared/view/sign-off.ts';
import { useDialogDoor } from '../../shell/open-dialog.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { PaperButtons } from './paper-buttons.tsx';
import { SignOffReview } from './sign-off-review.tsx';

interface Props {
  readonly view: IncidentView;
  readonly draft: DraftLine;
  readonly signOff: SignOffView;
  readonly zone: string;
}

/** The last kept version on its way out of the house: opinions, then two signatures under the hash of its text. */
export function SignOffPanel({ view, draft, signOff, zone }: Props) {
  const openDialog = useDialogDoor();
  const [reviewing, setReviewing] = useState(false);
  const acting = useObservable(useStore().console.state).value?.session.acting ?? null;
  const lock = useCommand('Signature', ({ client }, as: SignOffSeat) =>
    client.notification.lock({
      incident: view.incident as `inc-${string}`,
      draft: draft.entry,
      textSha256: draft.textSha256,
      as,
    }),
  );
  const roles = view.people.find(({ fingerprint }) => fingerprint === acting?.fingerprint)?.roles ?? [];
  const mine = signOff.signatures.some(({ by, expired }) => !expired && by === acting?.name);
  const waits = signOff.needs.includes('dpo-opinion');
  const seats = SIGN_OFF_SEATS.filter((seat) => signOff.needs.includes(seat) && roles.includes(seat) && !mine);
  return (
    <section className="sign-off stack-2" aria-label="Sign-off">
      <div className="row-apart">
        <h3>
          Sign-off of version {draft.version}, {LANGUAGE_LABELS[draft.language]}
        </h3>
        <StateMark signOff={signOff} zone={zone} />
      </div>
      {draft.missing.length > 0 && signOff.state === 'open' && (
        <p className="note-box note-open">
          {draft.missing.length === 1
            ? '1 mandatory field of this version is not filled.'
            : `${draft.missing.length} mandatory fields of this version are not filled.`}{' '}
          Who signs it signs it so; what comes later needs a new version.
        </p>
      )}
      <div className="row small">
        Text <Hash value={draft.textSha256} what="hash of the text" />
      </div>
      <ul className="stack-1">
        {needsDpo(draft.form) && waits && <Open text="Opinion of the data protection officer, before anybody signs" />}
        {signOff.opinions.map((one) => (
          <li key={one.entry} className="row">
            <Icon name={one.opinion === 'disagrees' ? 'alert' : 'check'} />
            <span className="grow">
              <strong>{one.by}</strong> <span className="soft">({ROLE_TEXT[one.as]})</span> {OPINION_TEXT[one.opinion]}
              {one.text !== '' && <span> “{one.text}”</span>}
            </span>
            <EntryLink incident={view.incident} entry={one.entry} />
          </li>
        ))}
        {SIGN_OFF_SEATS.map((seat) => (
          <Seat key={seat} seat={seat} incident={view.incident} signOff={signOff} zone={zone} />
        ))}
      </ul>
      <FailureBox failure={lock.failure} />
      {signOff.state === 'open' && (
        <div className="row">
          {seats.map((seat) => (
            <Button key={seat} tone="primary" isDisabled={waits} busy={lock.busy} onPress={() => void lock.send(seat)}>
              {`Sign as ${ROLE_TEXT[seat].toLowerCase()}`}
            </Button>
          ))}
          <Button onPress={() => setReviewing(true)}>Give an opinion</Button>
          {seats.length === 0 && (
            <Button icon="people" onPress={() => openDialog({ kind: 'second', preferred: null })}>
              Someone else signs
            </Button>
          )}
        </div>
      )}
      <PaperButtons view={view} draft={draft} />
      {reviewing && <SignOffReview view={view} draft={draft} roles={roles} onClose={() => setReviewing(false)} />}
    </section>
  );
}

/** Its times are those of the entity that files, as everywhere on this desk. */
export function StateMark({ signOff, zone }: { readonly signOff: SignOffView; readonly zone: string }) {
  if (signOff.state === 'locked' && signOff.until !== null)
    return (
      <span className="row">
        <Mark tone="good" icon="check">
          Locked
        </Mark>
        <span className="small">
          until <ZoneTime at={signOff.until} zone={zone} />
        </span>
      </span>
    );
  return (
    <Mark tone="wait" icon="people">
      {signOff.state === 'void' ? 'Void: a newer version in this language' : 'Not locked'}
    </Mark>
  );
}

function Open({ text }: { readonly text: string }) {
  return (
    <li className="row soft">
      <Icon name="clock" />
      <span>{text}: open</span>
    </li>
  );
}

interface SeatProps {
  readonly seat: SignOffSeat;
  readonly incident: string;
  readonly signOff: SignOffView;
  readonly zone: string;
}

function Seat({ seat, incident, signOff, zone }: SeatProps) {
  const signed = signOff.signatures.findLast(({ as }) => as === seat);
  if (signed === undefined) return <Open text={`Signature as ${ROLE_TEXT[seat].toLowerCase()}`} />;
  return (
    <li className="row">
      <Icon name={signed.expired ? 'clock' : 'check'} />
      <span className="grow">
        <strong>{signed.by}</strong> signed as {ROLE_TEXT[seat].toLowerCase()}{' '}
        <span className="soft">
          <ZoneTime at={signed.at} zone={zone} />
          {signed.expired ? ', expired' : ''}
        </span>
      </span>
      <EntryLink incident={incident} entry={signed.entry} />
    </li>
  );
}
