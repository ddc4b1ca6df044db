import { useSyncExternalStore } from 'react';

export const INCIDENT_SCREENS = [
  'command',
  'run',
  'exercise',
  'assets',
  'decisions',
  'timeline',
  'evidence',
  'notifications',
  'handoff',
  'verify',
] as const;
export type IncidentScreen = (typeof INCIDENT_SCREENS)[number];

export type Route =
  | { readonly at: 'start' }
  | { readonly at: 'declare' }
  | { readonly at: 'verify' }
  | { readonly at: 'people' }
  /** This console as a witness for others. */
  | { readonly at: 'witness' }
  /** `focus` is one action on Run, one entry index on Timeline, `entity/tab` on Notifications. */
  | {
      readonly at: 'incident';
      readonly incident: string;
      readonly screen: IncidentScreen;
      readonly focus: string | null;
    };

export function readRoute(hash: string): Route {
  const [first, incident, screen, ...rest] = hash.replace(/^#?\//, '').split('/');
  if (first === 'declare') return { at: 'declare' };
  if (first === 'verify') return { at: 'verify' };
  if (first === 'people') return { at: 'people' };
  if (first === 'witness') return { at: 'witness' };
  if (first === 'i' && incident !== undefined && /^inc-[0-9a-f]{16}$/.test(incident)) {
    const known = INCIDENT_SCREENS.find((name) => name === screen) ?? 'command';
    const focus = rest.join('/');
    return { at: 'incident', incident, screen: known, focus: focus === '' ? null : focus };
  }
  return { at: 'start' };
}

export function hashOf(route: Route): string {
  if (route.at === 'start') return '#/';
  if (route.at !== 'incident') return `#/${route.at}`;
  const focus = route.focus === null ? '' : `/${route.focus}`;
  return `#/i/${route.incident}/${route.screen}${focus}`;
}

export function incidentHash(incident: string, screen: IncidentScreen, focus: string | null = null): string {
  return hashOf({ at: 'incident', incident, screen, focus });
}

export function go(route: Route): void {
  location.hash = hashOf(route);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return readRoute(hash);
}
