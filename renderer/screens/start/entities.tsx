import { useState } from 'react';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { DORA_TYPE_LABELS, ENTITY_TYPE_TEXTS, NIS2_CLASS_LABELS } from '../../../shared/law/entity.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntityDialog } from './entity-dialog.tsx';

/** The legal entities of the organisation, as the next incident will know them. */
export function Entities({ view }: { readonly view: ConsoleView }) {
  const [editing, setEditing] = useState<LegalEntity | 'new' | null>(null);
  return (
    <Panel
      title="Legal entities"
      flush
      aside={
        <Button size="small" icon="plus" onPress={() => setEditing('new')}>
          Add an entity
        </Button>
      }
    >
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">What it is</th>
              <th scope="col">State</th>
              <th scope="col">NIS2</th>
              <th scope="col">DORA</th>
              <th scope="col">
                <span className="unseen">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(view.organisation?.entities ?? []).map((one) => (
              <tr key={one.id}>
                <td className="strong">{one.name}</td>
                <td>{ENTITY_TYPE_TEXTS[one.type].label}</td>
                <td>{one.memberState}</td>
                <td>{NIS2_CLASS_LABELS[one.nis2Class]}</td>
                <td>{one.doraType === null ? 'No' : DORA_TYPE_LABELS[one.doraType]}</td>
                <td>
                  <Button size="small" aria-label={`Describe ${one.name}`} onPress={() => setEditing(one)}>
                    Describe
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing !== null && (
        <EntityDialog entity={editing === 'new' ? null : editing} incident={null} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}
