import { useState } from 'react';
import { MEMBER_STATE_LABELS, type MemberState } from '../../../shared/law/member-state.ts';
import { daysOf } from '../../../shared/law/holidays.ts';
import { type DirectoryRegime, REGIME_LABELS, type RulePack } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { AdjustDialog, type AdjustKind } from './adjust-dialog.tsx';
import { AuthoritiesPanel } from './authorities-panel.tsx';
import { packOf } from './law-pack.ts';
import { PackPanel } from './pack-panel.tsx';
import { sourceText } from './regimes-panel.tsx';

const STATUS = {
  'in-force': { tone: 'good', icon: 'check', text: 'In force' },
  'not-found': { tone: 'wait', icon: 'question', text: 'No law found in force' },
  unconfirmed: { tone: 'wait', icon: 'question', text: 'Unconfirmed' },
} as const;

/** The law as data: where it comes from, how sure it is, and what people changed for this incident. */
export function LawDataView({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const own = view.organisation.entities.find(({ id }) => id === entity.entity)?.memberState ?? 'DE';
  const [state, setState] = useState<MemberState>(own);
  const [adjusting, setAdjusting] = useState<AdjustKind | null>(null);
  const [regime, setRegime] = useState<DirectoryRegime>('DORA');
  const pack = packOf(view);
  return (
    <>
      <div className="halves">
        <NationalPanel view={view} pack={pack} state={state} onState={setState} onAdjust={setAdjusting} />
        <HolidayPanel pack={pack} state={state} now={view.now} onAdjust={() => setAdjusting('holiday')} />
      </div>
      <div className="halves">
        <AuthoritiesPanel
          view={view}
          pack={pack}
          state={state}
          onChange={(one) => {
            setRegime(one);
            setAdjusting('authority');
          }}
        />
        <ChangesPanel view={view} />
      </div>
      <PackPanel view={view} />
      {adjusting !== null && (
        <AdjustDialog
          view={view}
          kind={adjusting}
          memberState={state}
          regime={regime}
          national={pack.nationalNis2[state] ?? null}
          onClose={() => setAdjusting(null)}
        />
      )}
    </>
  );
}

interface NationalProps {
  readonly view: IncidentView;
  readonly pack: RulePack;
  readonly state: MemberState;
  readonly onState: (state: MemberState) => void;
  readonly onAdjust: (kind: AdjustKind) => void;
}

function NationalPanel({ view, pack, state, onState, onAdjust }: NationalProps) {
  const national = pack.nationalNis2[state];
  const status = STATUS[national?.status ?? 'unconfirmed'];
  const periods = pack.overrides.filter(({ memberState }) => memberState === state);
  return (
    <Panel title="National NIS2 law">
      <div className="stack-2">
        <Choice
          label="Member State"
          value={state}
          options={Object.entries(MEMBER_STATE_LABELS).map(([value, label]) => ({
            value: value as MemberState,
            label: value in pack.nationalNis2 ? label : `${label} (not checked)`,
          }))}
          onChange={onState}
        />
        <p className="row">
          <Mark tone={status.tone} icon={status.icon}>
            {status.text}
          </Mark>
          <span>{national?.law ?? `Not checked as at ${pack.statusDate}.`}</span>
        </p>
        {national?.awareness !== undefined && <p>{national.awareness}</p>}
        {(national?.differences ?? []).length > 0 && (
          <ul className="bullets">
            {national?.differences?.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {periods.map((one) => (
          <p key={one.clock} className="note-box">
            {one.clock} within {one.hours} h in {state}: {one.basis}
          </p>
        ))}
        <p className="small soft">
          Sources: {national?.sources.map((tag) => sourceText(view, tag)).join('; ') ?? 'none'}. As at {pack.statusDate}
          . A state that is open never switches NIS2 off.
        </p>
        <div className="row">
          <Button size="small" onPress={() => onAdjust('national')}>
            Change its state
          </Button>
          <Button size="small" onPress={() => onAdjust('period')}>
            A shorter period
          </Button>
        </div>
      </div>
    </Panel>
  );
}

interface HolidayProps {
  readonly pack: RulePack;
  readonly state: MemberState;
  readonly now: string;
  readonly onAdjust: () => void;
}

function HolidayPanel({ pack, state, now, onAdjust }: HolidayProps) {
  const calendar = pack.calendars.find(({ memberState }) => memberState === state);
  const year = Number(now.slice(0, 4));
  return (
    <Panel
      title={`Holidays of ${MEMBER_STATE_LABELS[state]}`}
      aside={calendar === undefined ? undefined : <span className="small soft">Version {calendar.version}</span>}
    >
      {calendar === undefined ? (
        <Empty title="No calendar.">Without one no weekend or holiday relief is computed.</Empty>
      ) : (
        <div className="stack-2">
          <p className="small soft">
            Days of the whole state only, from general knowledge. A day that is missing makes a relief end earlier,
            never later. They matter to DORA reports and to the date that is only arguable.
          </p>
          <details>
            <summary>
              {year} and {year + 1}, {daysOf(calendar, year).length + daysOf(calendar, year + 1).length} days
            </summary>
            <ul className="holiday-list">
              {[year, year + 1].flatMap((one) =>
                daysOf(calendar, one).map(({ date, name, working }) => (
                  <li key={`${date} ${name}`}>
                    <code>{date}</code> {name}
                    {working && <strong> (working day)</strong>}
                  </li>
                )),
              )}
            </ul>
          </details>
          <div>
            <Button size="small" onPress={onAdjust}>
              Change a day
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}

function ChangesPanel({ view }: { readonly view: IncidentView }) {
  return (
    <Panel title="Changed for this incident" flush>
      {view.adjustments.length === 0 ? (
        <Empty title="Nothing was changed.">The clocks reckon with the pack as it was signed.</Empty>
      ) : (
        <ul className="panel-list">
          {view.adjustments.map(({ adjustment, reason, by, entry }) => (
            <li key={entry} className="stack-1">
              <p>
                <strong>{changeText(adjustment)}</strong>
                <EntryLink incident={view.incident} entry={entry} />
              </p>
              <p className="soft">
                {by}: {reason}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function changeText(one: IncidentView['adjustments'][number]['adjustment']): string {
  if (one.what === 'holiday') return `${one.memberState}, ${one.date}: ${one.working ? 'a working day' : one.name}`;
  if (one.what === 'period') return `${one.memberState}, ${one.clock}: ${one.hours} h (${one.basis})`;
  if (one.what === 'authority')
    return `${one.memberState}, ${REGIME_LABELS[one.regime]} reports: ${[one.name, one.channel].filter((part) => part !== '').join(', ')}`;
  return `${one.memberState}: ${STATUS[one.status].text.toLowerCase()} (${one.law})`;
}
