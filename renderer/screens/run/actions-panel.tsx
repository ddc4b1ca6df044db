import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { usedByText } from '../assets/asset-words.ts';
import { CredentialDialog } from '../assets/credential-dialog.tsx';
import { ActionMark } from './action-mark.tsx';
import { draftFocus } from './draft-target.ts';

/** The inventory: each credential the attacker may hold, its wave, and the action against it. */
export function ActionsPanel({ view, run }: { readonly view: IncidentView; readonly run: RunView }) {
  const [adding, setAdding] = useState(false);
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  // What may follow a revocation once it is proven: of a key of a KMS its deletion.
  const after = (template: string) => (value?.actions ?? []).filter(({ id }) => id.startsWith(`${template}-`));
  const rows = view.credentials.toSorted((a, b) => a.wave - b.wave);
  return (
    <Panel
      title="Credentials and actions"
      flush
      aside={
        <Button size="small" icon="plus" onPress={() => setAdding(true)}>
          Register a credential
        </Button>
      }
    >
      {rows.length === 0 && (
        <Empty title="No credential is registered.">
          <p>
            Register everything the attacker may hold, first whoever can create further credentials. An unknown use
            counts as in use.
          </p>
        </Empty>
      )}
      <ul className="panel-list">
        {rows.map((credential) => {
          const actions = view.actions.filter((one) => one.target === credential.id && one.run === run.run);
          const live = actions.filter((one) => one.template === credential.template && one.state !== 'withdrawn');
          return (
            <li key={credential.id} className="inventory-line">
              <span className="inventory-wave">Wave {credential.wave}</span>
              <div className="stack-1 grow">
                <span className="strong wrap">{credential.label}</span>
                <span className="small soft wrap">
                  {credential.template}
                  {credential.movesMoney === true && ', moves money'}
                  {`, ${usedByText(credential, view.assets)}`}
                </span>
              </div>
              {actions.map((action) => (
                <ActionMark key={action.action} incident={view.incident} action={action} />
              ))}
              {live.some(({ state }) => state === 'effective') &&
                !isOver(run) &&
                after(credential.template)
                  .filter(({ id }) => !actions.some((one) => one.template === id && one.state !== 'withdrawn'))
                  .map(({ id, title }) => (
                    <a key={id} href={incidentHash(view.incident, 'run', draftFocus(run.run, credential.id, id))}>
                      Draft {id}: {title}
                    </a>
                  ))}
              {live.length === 0 && !isOver(run) && (
                <a href={incidentHash(view.incident, 'run', draftFocus(run.run, credential.id))}>
                  Draft an action<span className="unseen"> for {credential.label}</span>
                </a>
              )}
            </li>
          );
        })}
      </ul>
      {adding && <CredentialDialog view={view} credential={null} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
