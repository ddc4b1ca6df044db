import type { ClockState, ClockStateName } from '../../../shared/law/clock-state.ts';
import { formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import { authoritiesOf } from '../../../shared/law/authorities.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Countdown } from '../../ui/time.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { utcText } from '../../ui/time-text.ts';
import { ClockReasons } from './clock-reasons.tsx';
import { AuthorityText } from './authorities-panel.tsx';
import { packOf } from './law-pack.ts';
import { LateReason } from './late-reason.tsx';
import { lawHash } from './law-tab.ts';
import { abroadOf } from './establishments.ts';
import { toSettle } from './to-settle.ts';
import { StrikeButton } from './strike-button.tsx';

const STATE: Readonly<
  Record<ClockStateName, { readonly label: string; readonly tone: Tone; readonly icon: IconName }>
> = {
  'not-started': { label: 'Not started', tone: 'calm', icon: 'ring' },
  running: { label: 'Running', tone: 'now', icon: 'clock' },
  submitted: { label: 'Filed in time', tone: 'good', icon: 'check' },
  'late-filed': { label: 'Filed late', tone: 'danger', icon: 'alert' },
  overdue: { label: 'Deadline missed', tone: 'danger', icon: 'alert' },
};

interface Props {
  readonly clock: ClockState;
  readonly view: IncidentView;
  /** Of the entity that files. */
  readonly zone: string;
  readonly onFile: () => void;
}

/** One clock: what, until when, and how that comes about. Overdue is the whole line, not a colour of a word. */
export function ClockLine({ clock, view, zone, onFile }: Props) {
  const state = STATE[clock.state];
  // A notice to clients goes to clients, not to an authority.
  const stored =
    clock.stage === 'clients'
      ? []
      : view.organisation.entities
          .find(({ id }) => id === clock.entityId)
          ?.authorities?.filter(({ regime }) => regime === clock.regime);
  const described = view.organisation.entities.find(({ id }) => id === clock.entityId);
  const home = described?.memberState;
  const abroad = abroadOf(described);
  const open = toSettle(view, clock);
  // Where nobody stored an authority: what the pack knows of the Member State, or what was changed for this incident.
  const known =
    clock.stage === 'clients' || clock.clockId === 'GDPR.33P' || home === undefined
      ? []
      : authoritiesOf(packOf(view), clock.regime, home);
  const reason = view.explanations.findLast((one) => one.entity === clock.entityId && one.stage === clock.clockId);
  return (
    <li className={clock.state === 'overdue' ? 'clock clock-overdue' : 'clock'}>
      <div className="clock-what">
        <p className="row">
          <strong>{clock.title}</strong>
          <Mark tone={state.tone} icon={state.icon}>
            {state.label}
          </Mark>
          {clock.applicability === 'open' && (
            <Mark tone="wait" icon="question">
              Open whether it applies
            </Mark>
          )}
        </p>
        <p className="soft">
          {clock.registerId}, {clock.basis}. To {clock.recipient}
          {view.exercise && ' (EXERCISE: nobody is told)'}
        </p>
        {open !== null && (
          <p className="small">
            To settle: <a href={lawHash(view.incident, clock.entityId, 'facts')}>{open}</a>
          </p>
        )}
        {abroad.length > 0 && clock.clockId === 'GDPR.33' && (
          <p className="small">
            Further establishments: {abroad.join(', ')}. The lead authority is that of the main establishment.
          </p>
        )}
        {(stored?.length ?? 0) === 0 && (
          <div className="small">
            {known.map((one) => (
              <AuthorityText key={`${one.name} ${one.channel}`} one={one} />
            ))}
          </div>
        )}
        {stored?.map((one) => (
          <p key={`${one.name} ${one.channel}`} className="small">
            {one.name}: <strong>{one.channel}</strong>
            {one.fallback !== '' && <span className="soft">; if that is down: {one.fallback}</span>}
          </p>
        ))}
      </div>
      <div className="clock-due">
        <ClockFigure clock={clock} zone={zone} />
        <BesideTheDate clock={clock} />
        {clock.submittedAt !== null && <FilingStrike clock={clock} view={view} />}
        {clock.state === 'late-filed' && <LateReason view={view} clock={clock} reason={reason ?? null} />}
      </div>
      <details className="clock-more">
        <summary>How the date comes about</summary>
        <ClockReasons clock={clock} view={view} zone={zone} />
      </details>
      {clock.submittedAt === null && (
        <div className="clock-do row">
          <Button size="small" aria-label={`Record the filing of ${clock.registerId}`} onPress={onFile}>
            Record the filing
          </Button>
          <DraftLinks clock={clock} view={view} />
        </div>
      )}
    </li>
  );
}

/** On the filing that this clock stands still for. */
function FilingStrike({ clock, view }: Pick<Props, 'clock' | 'view'>) {
  const filing = view.filings.find(
    (one) => one.entity === clock.entityId && one.stage === clock.clockId && one.filedAt === clock.submittedAt,
  );
  return filing === undefined ? null : <StrikeButton incident={view.incident} filing={filing} />;
}

/** To the report itself; and where a DORA report is pressing, to the notice that it will be late, which has to go out before. */
function DraftLinks({ clock, view }: { readonly clock: ClockState; readonly view: IncidentView }) {
  const form = formOfStage(clock.clockId);
  const late = clock.regime === 'DORA' && clock.state === 'running' && clock.due !== null && form !== 'dora-late';
  const link = (to: NonNullable<typeof form>, text: string) => (
    <a
      className="button button-plain button-small"
      href={lawHash(view.incident, clock.entityId, 'drafts', to)}
      aria-label={`${text}: ${formUse(to).label}, for ${clock.registerId}`}
    >
      {text}
    </a>
  );
  return (
    <>
      {form !== null && link(form, 'Write it')}
      {late && link('dora-late', 'It will be late')}
    </>
  );
}

function ClockFigure({ clock, zone }: Pick<Props, 'clock' | 'zone'>) {
  if (clock.submittedAt !== null) {
    return (
      <p>
        Filed <ZoneTime at={clock.submittedAt} zone={zone} />
        {clock.due !== null && (
          <span className="soft">
            , due <ZoneTime at={clock.due} zone={zone} />
          </span>
        )}
      </p>
    );
  }
  if (clock.due === null && clock.state === 'running') {
    return (
      <p>
        <strong>Without undue delay.</strong> The law gives no number; it runs since{' '}
        {clock.anchor.at === null ? clock.anchor.text : <ZoneTime at={clock.anchor.at} zone={zone} />}.
      </p>
    );
  }
  if (clock.due === null) {
    return (
      <p>
        <strong>No date exists.</strong> It starts when {clock.anchor.text}.
      </p>
    );
  }
  return (
    <>
      <p className={clock.state === 'overdue' ? 'clock-left clock-left-missed' : 'clock-left'}>
        <Countdown until={clock.due} />
      </p>
      <p>
        Due{' '}
        <strong>
          <ZoneTime at={clock.due} zone={zone} />
        </strong>{' '}
        <span className="soft time">({utcText(clock.due)})</span>
      </p>
    </>
  );
}

/** What is no deadline and must not be taken for one: an outer limit, a projection, a later reading. Small, and said as what it is. */
function BesideTheDate({ clock }: { readonly clock: ClockState }) {
  const { guard, projection, latestArguable, submittedAt } = clock;
  return (
    <>
      {guard !== null && (
        <p className="note-box note-open">
          <strong>
            By <span className="time">{guard.local}</span>.
          </strong>{' '}
          {guard.text}
        </p>
      )}
      {projection !== null && (
        <p className="small soft">
          Projection, no deadline: <span className="time">{projection.local}</span>
        </p>
      )}
      {latestArguable !== null && submittedAt === null && (
        <p className="small soft">
          Latest arguable, for counsel only: <span className="time">{latestArguable.local}</span>
        </p>
      )}
    </>
  );
}
