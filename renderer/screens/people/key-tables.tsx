import type { ConsoleView, OperatorView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { Time } from '../../ui/time.tsx';
import type { KeyAction } from './key-dialog.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly lines: readonly OperatorView[];
  readonly onAction: (does: KeyAction, line: OperatorView) => void;
}

/** One row per person, with what may be done to the key. What belongs to oneself is offered to oneself only. */
export function KeyTable({
  view,
  lines,
  onAction,
  onSheet,
}: Props & { readonly onSheet: (line: OperatorView) => void }) {
  const mine = view.session.acting?.fingerprint;
  const me = view.operators.find((one) => one.fingerprint === mine);
  return (
    <div className="table-scroll">
      <table className="key-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Roles</th>
            <th scope="col">Key fingerprint</th>
            <th scope="col">Status</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.fingerprint}>
              <th scope="row" className="strong">
                {one.name}
                {one.fingerprint === mine && <span className="small soft"> (you)</span>}
              </th>
              <td>{rolesText(one.roles)}</td>
              <td>
                <Hash value={one.fingerprint} what={`fingerprint of ${one.name}`} />
              </td>
              <td>
                <span className="stack-1">
                  {one.status === 'active' ? (
                    <Mark tone="good" icon="check">
                      Active
                    </Mark>
                  ) : (
                    <Mark tone="wait" icon="clock">
                      Signature missing
                    </Mark>
                  )}
                  {one.brought && <span className="small soft">Brought from another console</span>}
                  {one.soleVoucher !== null && (
                    <span className="small soft">Vouched for by {one.soleVoucher.name} alone</span>
                  )}
                </span>
              </td>
              <td>
                <span className="row key-actions">
                  {one.fingerprint === mine ? (
                    <>
                      <Act line={one} does="rotate" onAction={onAction} />
                      <Act line={one} does="passphrase" onAction={onAction} />
                      <Act line={one} does="file" onAction={onAction} />
                    </>
                  ) : (
                    <>
                      {one.soleVoucher !== null && one.soleVoucher.person !== me?.person && (
                        <Act line={one} does="vouch" onAction={onAction} />
                      )}
                      <Act line={one} does="roles" onAction={onAction} />
                      <Act line={one} does="reenrol" onAction={onAction} />
                      <Act line={one} does="revoke" onAction={onAction} />
                    </>
                  )}
                  <Button size="small" tone="quiet" aria-label={`Sheet: ${one.name}`} onPress={() => onSheet(one)}>
                    Sheet
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LABELS: Readonly<Record<KeyAction, string>> = {
  rotate: 'New key',
  passphrase: 'Passphrase',
  file: 'Key file',
  roles: 'Roles',
  vouch: 'Vouch',
  reenrol: 'Lost passphrase',
  revoke: 'Revoke',
};

function Act({
  line,
  does,
  onAction,
}: Pick<Props, 'onAction'> & { readonly line: OperatorView; readonly does: KeyAction }) {
  return (
    <Button size="small" tone="quiet" aria-label={`${LABELS[does]}: ${line.name}`} onPress={() => onAction(does, line)}>
      {LABELS[does]}
    </Button>
  );
}

/** Since when, why and by whom a key stopped counting. Entries are those of the console journal. */
export function EndedTable({ view, lines, onAction }: Props) {
  return (
    <div className="table-scroll">
      <table className="key-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key fingerprint</th>
            <th scope="col">Since</th>
            <th scope="col">Why</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.fingerprint}>
              <th scope="row" className="strong">
                {one.name}
              </th>
              <td>
                <Hash value={one.fingerprint} what={`fingerprint of an earlier key of ${one.name}`} />
              </td>
              <td>
                <span className="stack-1">
                  <span className="row">
                    <Mark tone="wait">{one.status === 'rotated' ? 'Replaced' : 'Revoked'}</Mark>
                    <span className="figures">#{one.ended?.entry}</span>
                  </span>
                  {one.ended !== null && (
                    <span className="small soft">
                      <Time at={one.ended.at} short />
                    </span>
                  )}
                </span>
              </td>
              <td>{whyText(one)}</td>
              <td>
                {one.status === 'revoked' && !hasLiveKey(view, one) && (
                  <Button
                    size="small"
                    tone="quiet"
                    aria-label={`Enrol again: ${one.name}`}
                    onPress={() => onAction('reenrol', one)}
                  >
                    Enrol again
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function hasLiveKey(view: ConsoleView, { person }: OperatorView): boolean {
  return view.operators.some((other) => other.person === person && !other.revoked);
}

function whyText({ status, ended }: OperatorView): string {
  if (ended === null) return '';
  if (status === 'rotated') return 'Replaced by a new key of the same person';
  const confirmed = ended.confirmedBy === null ? '' : `, confirmed by ${ended.confirmedBy}`;
  return `${ended.reason} (${ended.by}${confirmed})`;
}
