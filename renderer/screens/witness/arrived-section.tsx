import { type ReactNode, useEffect, useRef } from 'react';

/** What just came, with the focus on it: whoever sees no screen would not know that there is something new below the button. */
export function ArrivedSection({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} className="reading" aria-label={label} tabIndex={-1}>
      {children}
    </section>
  );
}
