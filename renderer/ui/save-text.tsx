import { bridge } from '../client/bridge.ts';

/** Saves a text as a file. The desktop shell lets nothing be downloaded: there the text beside it is copied. */
export function SaveText({
  text,
  name,
  what,
}: {
  readonly text: string;
  readonly name: string;
  readonly what: string;
}) {
  if (bridge() !== null) return null;
  return (
    <a
      className="button button-plain button-small"
      aria-label={`Save: ${what}`}
      download={name}
      href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
    >
      Save
    </a>
  );
}
