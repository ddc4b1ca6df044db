import { useState } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Panel } from '../../ui/panel.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { EnrolDialog } from '../people/enrol-dialog.tsx';

/** Who can sign, at a glance. What becomes of keys has a screen of its own. */
export function People({ view }: { readonly view: ConsoleView }) {
  const [enrolling, setEnrolling] = useState(false);
  const standing = view.operators.filter((one) => !one.revoked);
  return (
    <Panel
      title="People who can sign here"
      flush
      aside={
        <>
          <a href="#/people">People and keys</a>
          <Button size="small" icon="plus" onPress={() => setEnrolling(true)}>
            Enrol a person
          </Button>
        </>
      }
    >
      {standing.length < 2 && (
        <p className="people-warning">
          Only one person is enrolled. Disruptive actions need a second person’s key: enrol one before you need it.
        </p>
      )}
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Roles</th>
              <th scope="col">Key fingerprint</th>
            </tr>
          </thead>
          <tbody>
            {standing.map((one) => (
              <tr key={one.fingerprint}>
                <td className="strong">{one.name}</td>
                <td>{rolesText(one.roles)}</td>
                <td>
                  <Hash value={one.fingerprint} what={`fingerprint of ${one.name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {enrolling && <EnrolDialog view={view} onClose={() => setEnrolling(false)} />}
    </Panel>
  );
}
