import { useEffect } from 'react';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { observable, useObservable } from './observable.ts';

/** By incident: how many injects were in sight in this window. A reload forgets it, and shows them as new once more. */
const seen = observable<Readonly<Record<string, number>>>({});

/** Everything that reached the players is in sight where this is used. */
export function useSeenInjects({ incident, drill }: IncidentView): void {
  const count = drill?.released.length ?? 0;
  useEffect(() => {
    if ((seen.get()[incident] ?? 0) < count) seen.set({ ...seen.get(), [incident]: count });
  }, [incident, count]);
}

export function useUnseenInjects({ incident, drill }: IncidentView): number {
  const known = useObservable(seen)[incident] ?? 0;
  return drill === null || drill.ended !== null ? 0 : Math.max(0, drill.released.length - known);
}
