import type { EntryDetail } from '../../../shared/view/timeline-view.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';
import './proof.css';

/** Recorded, sealed, witnessed: what holds for this entry, in words, before the bytes that prove it. */
export function ThreeWords({ detail }: { readonly detail: EntryDetail }) {
  const signers =
    detail.sealed?.lines
      .filter(({ valid }) => valid)
      .map(({ role, who }) => (role === 'console' ? 'this console' : who)) ?? [];
  const cosigned = detail.witnessed?.lines.filter(({ role, valid }) => role === 'witness' && valid) ?? [];
  return (
    <ol className="words">
      <Word icon="clock" word="Recorded" holds>
        On this machine’s disk, and read back.
      </Word>
      <Word icon="seal" word="Sealed" holds={detail.sealed !== null}>
        {detail.sealed === null
          ? 'No signed checkpoint covers it yet.'
          : `Under a checkpoint of ${entriesText(detail.sealed.size)}, signed by ${signers.join(' and ')}. Who changes it breaks a signature.`}
      </Word>
      <Word icon="eye" word="Witnessed" holds={cosigned.length > 0 || detail.stamped !== null}>
        {cosigned[0] === undefined &&
          detail.stamped === null &&
          'By nobody outside. If this machine is put back to an older copy, only a witness would notice.'}
        {detail.witnessed !== null && cosigned[0] !== undefined && (
          <>
            {cosigned.map(({ who }) => who).join(' and ')} saw the first {detail.witnessed.size} entries,{' '}
            <Time at={cosigned[0].time ?? ''} /> by the witness’s clock. Who removes it is found out.{' '}
          </>
        )}
        {detail.stamped !== null && (
          <>
            {detail.stamped.tsa} stamped the first {detail.stamped.checkpoint.size} entries,{' '}
            <Time at={detail.stamped.genTime} />: it existed by then as it is.
            {cosigned[0] === undefined && ' Who removes it is found out by whoever kept the reply or a checkpoint.'}
          </>
        )}
      </Word>
    </ol>
  );
}

interface WordProps {
  readonly icon: IconName;
  readonly word: string;
  readonly holds: boolean;
  readonly children: React.ReactNode;
}

function Word({ icon, word, holds, children }: WordProps) {
  return (
    <li className={holds ? 'word word-holds' : 'word'}>
      <Icon name={holds ? icon : 'ring'} size={18} />
      <div>
        <strong>{holds ? word : `Not ${word.toLowerCase()}`}</strong>
        <p className="small soft">{children}</p>
      </div>
    </li>
  );
}

function entriesText(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
