import { useEffect } from 'react';
import { useStore } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { OpeningMeter } from '../ui/opening-meter.tsx';
import { Opening } from '../ui/opening.tsx';

/** In place of an incident whose first view has not come yet. How far a long ledger is read, the list of incidents knows. */
export function OpeningIncident({ incident }: { readonly incident: string }) {
  const { incidents } = useStore();
  const lines = useObservable(incidents.state).value;
  useEffect(() => void incidents.refresh(), [incidents]);
  const line = lines?.find((one) => one.incident === incident);
  if (!line?.opening)
    return (
      <Opening heading title={`Opening ${line?.codename ?? 'this incident'}`}>
        Every entry of its ledger is read again. A long record takes some seconds; it opens by itself.
      </Opening>
    );
  return (
    <section className="panel panel-body measure" aria-label="Opening the incident">
      <h1>{line.codename}</h1>
      <OpeningMeter {...line.opening} />
      <p className="soft">Every entry is read again. Everything else can be used meanwhile.</p>
    </section>
  );
}
