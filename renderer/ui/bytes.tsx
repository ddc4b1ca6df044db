/** Text to the byte, in a box that scrolls when it is long; a box that scrolls has to be reachable by keyboard. */
export function Bytes({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- owner: renderer; scrollable regions need the focus (WCAG 2.1.1)
    <section className="bytes-frame" aria-label={what} tabIndex={0}>
      <pre className="bytes">{text}</pre>
    </section>
  );
}
