import type { ReactNode } from 'react';

/** An empty place says why it is empty and what would fill it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="strong">{title}</p>
      {children !== undefined && <div className="soft">{children}</div>}
    </div>
  );
}
