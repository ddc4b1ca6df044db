import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';

/** The steps of a playbook and what moves it on, to be read before anybody starts it. */
export function PlaybookText({ playbook }: { readonly playbook: string }) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const found = value?.playbooks.find(({ id }) => id === playbook);
  if (found === undefined) return null;
  return (
    <details className="playbook-text">
      <summary>Read {found.id}</summary>
      <dl className="stack-2 small">
        {found.steps.map((step) => (
          <div key={step.title + (step.region ?? '')}>
            <dt className="strong">{step.region === null ? step.title : `${step.region}: ${step.title}`}</dt>
            <dd>{step.help}</dd>
          </div>
        ))}
      </dl>
      <h4>What moves it on</h4>
      <dl className="stack-2 small">
        {found.moves.map((move) => (
          <div key={move.label + move.help}>
            <dt className="strong">
              {move.label}
              {move.signatures > 1 && <span className="soft"> ({move.signatures} signatures)</span>}
            </dt>
            <dd>{move.help}</dd>
            {move.needs !== '' && <dd className="soft">{move.needs}</dd>}
          </div>
        ))}
      </dl>
    </details>
  );
}
