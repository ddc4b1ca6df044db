import { useState } from 'react';
import type { Instant } from '../../shared/domain/instant.ts';
import { partOf } from '../store/drafts.ts';
import { useNow } from '../store/now.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import { homeZone, readLocal, writeLocal } from './local-instant.ts';
import { TextInput } from './text-input.tsx';
import { durationText, utcText } from './time-text.ts';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** The last good instant, or null. */
  readonly value: Instant | null;
  readonly onChange: (value: Instant | null) => void;
  /** Zones beside the window's own and UTC: those of the legal entities. */
  readonly zones?: readonly string[];
  /** The form it stands in: what was typed survives a reload also while it is no date yet. */
  readonly keep?: { readonly scope: string; readonly form: string };
  /** Deadlines count from it, so it cannot lie ahead. */
  readonly past?: boolean;
}

/** Steps in minutes. What may lie ahead, a date that an authority set, is rarely minutes ago. */
const BACK = [
  [-5, '−5 min'],
  [-15, '−15 min'],
  [-60, '−1 h'],
] as const;
const BOTH_WAYS = [
  [-60, '−1 h'],
  [60, '+1 h'],
  [1440, '+24 h'],
] as const;

/** Date and time as text plus the zone it is meant in. The UTC reading under it is what will be recorded. */
export function InstantInput({ label, hint, value, onChange, zones = [], past = true, keep }: Props) {
  const [zone, setZone] = useState(zones[0] ?? homeZone());
  const typed = useDraft({
    scope: keep?.scope ?? '',
    form: keep === undefined ? null : partOf(keep.form, label),
    label,
    blank: '',
  });
  const [text, setText] = useState(value === null ? typed.value : writeLocal(Date.parse(value), zone));
  const now = useNow(10_000);
  const reading = text === '' ? null : readLocal(text, zone);

  const change = (nextText: string, nextZone: string): void => {
    setText(nextText);
    setZone(nextZone);
    const next = readLocal(nextText, nextZone);
    typed.set(next.ok ? '' : nextText);
    onChange(next.ok ? next.at : null);
  };
  const put = (ms: number): void => change(writeLocal(Math.floor(ms / 60_000) * 60_000, zone), zone);
  const nudge = (minutes: number): void => put((value === null ? now : Date.parse(value)) + minutes * 60_000);

  const ahead = reading?.ok === true && Date.parse(reading.at) > now + 60_000;
  const error = reading?.ok === false ? reading.why : past && ahead ? 'This lies in the future.' : null;
  const names = [...new Set([...zones, homeZone(), 'UTC'])];
  return (
    <fieldset className="stack-2">
      <legend className="field-label">{label}</legend>
      <div className="instant-row">
        <TextInput
          label={`${label}: date and time`}
          hideLabel
          mono
          value={text}
          onChange={(next) => change(next, zone)}
          error={error}
        />
        <Choice
          label={`${label}: time zone`}
          hideLabel
          value={zone}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(next) => change(text, next)}
        />
      </div>
      <div className="row">
        <Button size="small" icon="clock" onPress={() => put(now)}>
          Now
        </Button>
        {(past ? BACK : BOTH_WAYS).map(([minutes, step]) => (
          <Button key={minutes} size="small" onPress={() => nudge(minutes)}>
            {step}
          </Button>
        ))}
      </div>
      <p className="field-hint">
        {reading?.ok === true
          ? `${utcText(reading.at)}, ${durationText(now - Date.parse(reading.at))} ${ahead ? 'ahead of now' : 'ago'}.${
              reading.twice ? ' The clocks were set back: this is the earlier of two. Choose UTC to be exact.' : ''
            }`
          : `${hint ?? 'Say in which zone the time is meant.'} Write it like 2026-11-22 02:10.`}
      </p>
    </fieldset>
  );
}
