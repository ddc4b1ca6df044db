import type { ClockState, ClockStateName } from '../../../shared/law/clock-state.ts';
import { formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Countdown } from '../../ui/time.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { utcText } from '../../ui/time-text.ts';
import { ClockReasons } from './clock-reasons.tsx';
import { ClockRecipient } from './clock-recipient.tsx';
import { LateReason } from './late-reason.tsx';
import { lawHash } from './law-tab.ts';
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
  /** What is not next says its date; to whom, and later readings, when it is opened. */
  readonly brief: boolean;
  readonly onFile: () => void;
}

/** One clock: what, until when, and how that comes about. Overdue is the whole line, not a colour of a word. */
export function ClockLine({ clock, view, zone, brief, onFile }: Props) {
  const state = STATE[clock.state];
  const open = toSettle(view, clock);
  const latent =
    view.legal
      .find((one) => one.entity === clock.entityId)
      ?.routing.findings.find(({ regime }) => regime === clock.regime)?.dormant ?? null;
  const reason = view.explanations.findLast((one) => one.entity === clock.entityId && one.stage === clock.clockId);
  return (
    <li className={clock.state === 'overdue' ? 'clock clock-overdue' : brief ? 'clock clock-brief' : 'clock'}>
      <div className="clock-what">
        <p>
          <strong>{clock.title}</strong>
        </p>
        <p>
          <Mark tone={state.tone} icon={state.icon}>
            {state.label}
          </Mark>{' '}
          {clock.applicability === 'open' && (
            <>
              <Mark tone="wait" icon="question">
                Open whether it applies
              </Mark>{' '}
            </>
          )}
          {latent !== null && (
            <>
              <Mark tone="calm">Latent</Mark>{' '}
            </>
          )}
          <span className="soft">
            {clock.registerId}
            {!brief && `, ${clock.basis}`}
          </span>
        </p>
        {open !== null && (
          <p className="small">
            To settle: <a href={lawHash(view.incident, clock.entityId, 'facts')}>{open}</a>
          </p>
        )}
        {latent !== null && !brief && <p className="small">{latent}</p>}
        {!brief && <ClockRecipient clock={clock} view={view} />}
      </div>
      <div className="clock-due">
        <ClockFigure clock={clock} zone={zone} brief={brief} />
        <BesideTheDate clock={clock} brief={brief} />
        {clock.submittedAt !== null && <FilingStrike clock={clock} view={view} />}
        {clock.state === 'late-filed' && <LateReason view={view} clock={clock} reason={reason ?? null} />}
      </div>
      <details className="clock-more">
        <summary>{brief ? 'To whom, and how the date comes about' : 'How the date comes about'}</summary>
        {brief && (
          <>
            <p className="soft">{clock.basis}</p>
            {latent !== null && <p>{latent}</p>}
            <ClockRecipient clock={clock} view={view} />
          </>
        )}
        <ClockReasons clock={clock} view={view} zone={zone} />
      </details>
      {clock.submittedAt === null && (
        <div className="clock-do">
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

function ClockFigure({ clock, zone, brief }: Pick<Props, 'clock' | 'zone' | 'brief'>) {
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
      <p
        className={
          clock.state === 'overdue' ? 'clock-left clock-left-missed' : brief ? 'clock-left-brief' : 'clock-left'
        }
      >
        <Countdown until={clock.due} />
      </p>
      <p>
        Due{' '}
        <strong>
          <ZoneTime at={clock.due} zone={zone} />
        </strong>
        {!brief && (
          <>
            {' '}
            <span className="soft time">({utcText(clock.due)})</span>
          </>
        )}
      </p>
    </>
  );
}

/** What is no deadline and must not be taken for one: an outer limit, a projection, a later reading. Small, and said as what it is. */
function BesideTheDate({ clock, brief }: Pick<Props, 'clock' | 'brief'>) {
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
      {latestArguable !== null && submittedAt === null && !brief && (
        <p className="small soft">
          Latest arguable, for counsel only: <span className="time">{latestArguable.local}</span>
        </p>
      )}
    </>
  );
}
