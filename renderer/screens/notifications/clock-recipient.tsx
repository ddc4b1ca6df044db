import type { ClockState } from '../../../shared/law/clock-state.ts';
import { authoritiesOf } from '../../../shared/law/authorities.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { AuthorityText } from './authorities-panel.tsx';
import { abroadOf } from './establishments.ts';
import { packOf } from './law-pack.ts';

/** To whom a report goes and by which way: what the entity stored in advance, else what the pack knows of its Member State. */
export function ClockRecipient({ clock, view }: { readonly clock: ClockState; readonly view: IncidentView }) {
  const described = view.organisation.entities.find(({ id }) => id === clock.entityId);
  const home = described?.memberState;
  const abroad = abroadOf(described);
  // A notice to clients goes to clients, not to an authority.
  const stored =
    clock.stage === 'clients' ? [] : (described?.authorities ?? []).filter(({ regime }) => regime === clock.regime);
  const known =
    stored.length > 0 || clock.stage === 'clients' || clock.clockId === 'GDPR.33P' || home === undefined
      ? []
      : authoritiesOf(packOf(view), clock.regime, home);
  return (
    <>
      <p className="soft">
        To {clock.recipient}
        {view.exercise && ' (EXERCISE: nobody is told)'}
      </p>
      {abroad.length > 0 && clock.clockId === 'GDPR.33' && (
        <p className="small">
          Further establishments: {abroad.join(', ')}. The lead authority is that of the main establishment.
        </p>
      )}
      {known.length > 0 && (
        <div className="small">
          {known.map((one) => (
            <AuthorityText key={`${one.name} ${one.channel}`} one={one} />
          ))}
        </div>
      )}
      {stored.map((one) => (
        <p key={`${one.name} ${one.channel}`} className="small">
          {one.name}: <strong>{one.channel}</strong>
          {one.fallback !== '' && <span className="soft">; if that is down: {one.fallback}</span>}
        </p>
      ))}
    </>
  );
}
