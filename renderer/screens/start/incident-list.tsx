import type { LegalDate } from '../../../shared/view/console-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { useObservable } from '../../store/observable.ts';
import { go, incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OpeningMeter } from '../../ui/opening-meter.tsx';
import { Opening } from '../../ui/opening.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Countdown, Elapsed, Time } from '../../ui/time.tsx';

export function IncidentList() {
  const { incidents } = useStore();
  const { value: lines, failure } = useObservable(incidents.state);
  return (
    <section className="stack" aria-labelledby="incidents">
      <div className="row-apart">
        <h1 id="incidents">Incidents</h1>
        <Button tone="primary" size="large" icon="plus" onPress={() => go({ at: 'declare' })}>
          Declare an incident
        </Button>
      </div>
      <FailureBox failure={failure} onRetry={() => void incidents.refresh()} />
      {lines === null && failure === null && (
        <Opening title="Opening the incidents of this console">
          Every entry is read again, so a long record takes some seconds. Nothing else has to be done.
        </Opening>
      )}
      {lines !== null && lines.length === 0 && (
        <div className="panel">
          <Empty title="Nothing has been declared at this console.">
            <p>
              Declaring takes under a minute and can start as a suspicion: a name, a leak pattern, when it was detected.
              To practise, declare it as an exercise; exercises have their own keys and never verify as live.
            </p>
          </Empty>
        </div>
      )}
      {lines !== null && lines.length > 0 && (
        <ul className="panel panel-list">
          {lines
            .toSorted((a, b) => b.declaredAt.localeCompare(a.declaredAt))
            .map((line) => (
              <li key={line.incident} className="incident-line">
                <div className="stack-1 grow">
                  <div className="row">
                    {line.problem === null ? (
                      <a className="incident-name" href={incidentHash(line.incident, 'command')}>
                        {line.codename}
                      </a>
                    ) : (
                      <span className="incident-name">{line.codename === '' ? line.incident : line.codename}</span>
                    )}
                    {line.exercise ? <Mark tone="exercise">Exercise</Mark> : <Mark tone="calm">Live</Mark>}
                    <span className="soft">{line.pattern}</span>
                  </div>
                  {line.opening !== null ? (
                    <OpeningMeter {...line.opening} />
                  ) : line.problem === null ? (
                    <p className="soft">
                      Declared <Time at={line.declaredAt} />, <Elapsed since={line.declaredAt} /> ago.{' '}
                      {line.commanderName} commands. {line.entries} entries.
                    </p>
                  ) : (
                    <p className="row">
                      <Mark tone="wait" icon="alert">
                        Cannot be opened
                      </Mark>
                      <span className="wrap">{line.problem} The other incidents are not affected.</span>
                    </p>
                  )}
                </div>
                <NextDate dates={line.dates} />
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

/** The legal date that presses most. Of several incidents, this says which one first. */
function NextDate({ dates }: { readonly dates: readonly LegalDate[] }) {
  const [first, ...others] = dates;
  const now = useNow(15_000);
  if (first === undefined) return null;
  const missed = Date.parse(first.due) < now;
  return (
    <div className={missed ? 'incident-due incident-due-missed' : 'incident-due'}>
      <span className="row">
        {missed && <Icon name="alert" size={18} />}
        <strong>
          <Countdown until={first.due} />
        </strong>
      </span>
      <span className="small soft">
        {first.title}, {first.entityName}
        {others.length > 0 && `; ${others.length} more`}
      </span>
    </div>
  );
}
