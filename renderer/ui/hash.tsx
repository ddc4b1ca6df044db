import { CopyButton } from './copy-button.tsx';

/** A digest: the first and last digits to compare by eye, all of it on hover and on copy. */
export function Hash({
  value,
  what,
  whole = false,
}: {
  readonly value: string;
  readonly what: string;
  readonly whole?: boolean;
}) {
  return (
    <span className="row">
      <code title={value} className="wrap">
        {whole ? value : `${value.slice(0, 12)}…${value.slice(-8)}`}
      </code>
      <CopyButton text={value} what={what} />
    </span>
  );
}
