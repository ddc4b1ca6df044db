import './fingerprint.css';

/** All 64 digits in fours, as two people read them to each other. */
export function Fingerprint({ value }: { readonly value: string }) {
  return (
    <span className="fingerprint">
      {(value.match(/.{1,4}/g) ?? []).map((group, i) => (
        <code key={i}>{group}</code>
      ))}
    </span>
  );
}
