import { useEffect, useState } from 'react';
import type { CheckpointProof, EntryDetail, TimelineRow } from '../../../shared/view/timeline-view.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { BothTimes } from '../../ui/time.tsx';
import { utcText } from '../../ui/time-text.ts';
import { CheckpointCard } from './checkpoint-card.tsx';
import { Disclose } from './disclose.tsx';
import { StampFacts } from './stamp-facts.tsx';
import { ThreeWords } from './three-words.tsx';

interface Props {
  readonly incident: string;
  readonly index: number;
  readonly total: number;
  readonly sealed: number;
  readonly witnessed: number;
  readonly row: TimelineRow | null;
  readonly onSelect: (index: number | null) => void;
}

/** One entry with everything that proves it: bytes, leaf hash, checkpoint and the way from leaf to root. */
export function EntryDrawer({ incident, index, total, sealed, witnessed, row, onSelect }: Props) {
  const { client } = useStore();
  const [detail, setDetail] = useState<EntryDetail | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const isSealed = index < sealed;
  const isWitnessed = index < witnessed;
  useEffect(() => {
    let stale = false;
    client.incident.entry({ incident: incident as `inc-${string}`, index }).then(
      (found) => stale || setDetail(found),
      (error: unknown) => stale || setFailure(failureOf(error)),
    );
    return () => {
      stale = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- owner: renderer; asked again once a checkpoint or a witness covers the entry
  }, [client, incident, index, isSealed, isWitnessed]);
  useEscape(onSelect);
  return (
    <section className="panel drawer" aria-label={`Entry ${index}`}>
      <div className="panel-head">
        <h2>Entry #{index}</h2>
        <div className="row">
          <Button size="small" isDisabled={index + 1 >= total} onPress={() => onSelect(index + 1)}>
            Newer
          </Button>
          <Button size="small" isDisabled={index === 0} onPress={() => onSelect(index - 1)}>
            Older
          </Button>
          <Button size="small" tone="quiet" icon="cross" onPress={() => onSelect(null)}>
            Close
          </Button>
        </div>
      </div>
      <div className="panel-body">
        <FailureBox failure={failure} />
        {row !== null && (
          <>
            <p className="strong wrap">{said(row)}</p>
            <div>
              <CopyButton
                text={`#${index}, ${utcText(row.at)}, ${row.actor}: ${said(row)}`}
                what={`entry ${index} as one line`}
                label="Copy as a line"
              />
            </div>
            <dl className="facts">
              <dt>Kind</dt>
              <dd>
                <code>{row.kind}</code>
              </dd>
              <dt>By</dt>
              <dd>{row.actor}</dd>
              <dt>Recorded</dt>
              <dd>
                <BothTimes at={row.at} />
              </dd>
              {row.event !== null && (
                <>
                  <dt>Happened</dt>
                  <dd>
                    <BothTimes at={row.event} />
                  </dd>
                </>
              )}
            </dl>
          </>
        )}
        {detail !== null && <Proof incident={incident} detail={detail} />}
      </div>
    </section>
  );
}

function said({ about, text }: TimelineRow): string {
  return about === null ? text : `${about}: ${text}`;
}

/** Escape closes the drawer wherever the focus is, except in a dialog on top of it. */
function useEscape(onSelect: (index: null) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && document.querySelector('[role="dialog"]') === null) onSelect(null);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onSelect]);
}

function Proof({ incident, detail }: { readonly incident: string; readonly detail: EntryDetail }) {
  return (
    <>
      <ThreeWords detail={detail} />
      <div className="stack-1">
        <div className="row-apart">
          <h3>Canonical bytes</h3>
          <CopyButton text={detail.canonical} what="canonical bytes" />
        </div>
        <Bytes text={detail.canonical} what="canonical bytes" />
      </div>
      <div className="stack-1">
        <h3>Leaf hash</h3>
        <Hash value={detail.leafHash} what="leaf hash" whole />
      </div>
      {cards(detail).map(({ title, proof }) => (
        <CheckpointCard key={proof.size} title={title} leaf={detail.leafHash} proof={proof} />
      ))}
      {detail.stamped !== null && <StampFacts incident={incident} stamp={detail.stamped} />}
      <Disclose incident={incident} index={detail.index} />
    </>
  );
}

/** One card for each checkpoint, however many words rest on it. */
function cards({
  sealed,
  witnessed,
  stamped,
}: EntryDetail): { readonly title: string; readonly proof: CheckpointProof }[] {
  const parts = [
    { word: 'sealed', proof: sealed },
    { word: 'witnessed', proof: witnessed },
    { word: 'time-stamped', proof: stamped?.checkpoint ?? null },
  ].flatMap(({ word, proof }) => (proof ? [{ word, proof }] : []));
  return [...Map.groupBy(parts, ({ proof }) => proof.size).values()].flatMap((same) => {
    const title = same.map(({ word }) => word).join(' and ');
    // With the most lines: the cosignatures stand under the witnessed one alone.
    const proof = same.map((one) => one.proof).sort((a, b) => b.lines.length - a.lines.length)[0];
    return proof ? [{ title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`, proof }] : [];
  });
}
