import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** Right end of the head: counts, marks, a button. */
  readonly aside?: ReactNode;
  /** Content brings its own padding (lists, tables). */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, aside, flush = false, children }: Props) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <div className="row">{aside}</div>}
      </div>
      {flush ? children : <div className="panel-body">{children}</div>}
    </section>
  );
}
