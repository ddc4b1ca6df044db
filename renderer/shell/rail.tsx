import type { IncidentView } from '../../shared/view/incident-view.ts';
import { INCIDENT_SCREENS, type IncidentScreen, incidentHash } from '../store/route.ts';
import { useUnseenInjects } from '../store/seen-injects.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { SCREEN_KEYS, SCREEN_TEXT } from './shortcuts.ts';

const ICONS: Readonly<Record<IncidentScreen, IconName>> = {
  command: 'grid',
  run: 'flow',
  exercise: 'play',
  assets: 'graph',
  decisions: 'half',
  timeline: 'list',
  evidence: 'file',
  notifications: 'bell',
  handoff: 'hand',
  verify: 'seal',
};

export function Rail({ view, current }: { readonly view: IncidentView; readonly current: IncidentScreen }) {
  const unseen = useUnseenInjects(view);
  const waitingAt = (screen: IncidentScreen): number =>
    screen === 'exercise' ? unseen : view.waiting.filter((one) => one.screen === screen).length;
  return (
    <nav className="rail" aria-label="Screens of this incident">
      <ul>
        {INCIDENT_SCREENS.filter((screen) => screen !== 'exercise' || view.exercise).map((screen) => {
          const waiting = screen === 'command' ? 0 : waitingAt(screen);
          return (
            <li key={screen}>
              <a
                className="rail-link"
                href={incidentHash(view.incident, screen)}
                aria-current={screen === current ? 'page' : undefined}
              >
                <Icon name={ICONS[screen]} />
                <span className="grow">{SCREEN_TEXT[screen]}</span>
                {waiting > 0 && (
                  <span className="rail-count">
                    {waiting}
                    <span className="unseen">{screen === 'exercise' ? ' new' : ' waiting'}</span>
                  </span>
                )}
                <kbd aria-hidden="true">g {SCREEN_KEYS[screen]}</kbd>
              </a>
            </li>
          );
        })}
      </ul>
      <ul>
        <li>
          <a className="rail-link" href="#/">
            <Icon name="undo" />
            <span className="grow">All incidents</span>
            <kbd aria-hidden="true">g i</kbd>
          </a>
        </li>
      </ul>
    </nav>
  );
}
