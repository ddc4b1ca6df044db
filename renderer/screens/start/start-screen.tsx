import { useEffect } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { DraftsLeft } from '../../shell/drafts-left.tsx';
import { useStore } from '../../store/app-store.ts';
import { IncidentList } from './incident-list.tsx';
import { Entities } from './entities.tsx';
import { People } from './people.tsx';
import { SetupForm } from './setup-form.tsx';
import { UnlockForm } from './unlock-form.tsx';
import './start.css';

/** Where a console begins: set up once, unlock each time, then the incidents. */
export function StartScreen({ view }: { readonly view: ConsoleView }) {
  const { incidents } = useStore();
  const open = view.session.lead !== null;
  useEffect(() => {
    if (open) void incidents.refresh();
  }, [open, incidents]);

  if (!view.setUp) return <SetupForm home={view.home} />;
  if (!open) return <UnlockForm view={view} />;
  return (
    <div className="stack">
      <DraftsLeft scope="console" />
      <IncidentList />
      <Entities view={view} />
      <People view={view} />
      <p className="small soft">
        Bulkhead {view.version}, records in <code>{view.home}</code>. Locks itself after {view.session.idleLockMinutes}{' '}
        idle minutes.
      </p>
    </div>
  );
}
