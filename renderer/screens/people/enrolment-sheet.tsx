import type { ConsoleView, OperatorView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { BothTimes } from '../../ui/time.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly line: OperatorView;
  readonly onClose: () => void;
}

/** On paper, signed by hand: what ties a key to a person for a reader who does not trust this console. */
export function EnrolmentSheet({ view, line, onClose }: Props) {
  return (
    <article className="sheet stack">
      <div className="row sheet-tools">
        <Button tone="primary" onPress={() => window.print()}>
          Print
        </Button>
        <Button onPress={onClose}>Back to people and keys</Button>
      </div>
      <h1>Enrolment of a signing key</h1>
      <dl className="facts">
        <dt>Name</dt>
        <dd className="strong">{line.name}</dd>
        <dt>Organisation</dt>
        <dd>{view.organisation?.name ?? ''}</dd>
        <dt>Roles</dt>
        <dd>{rolesText(line.roles)}</dd>
        <dt>On record since</dt>
        <dd>
          <BothTimes at={line.since.at} />, entry #{line.since.entry} of the console journal
        </dd>
        <dt>Recorded by</dt>
        <dd>{line.since.by}</dd>
        {line.brought && (
          <>
            <dt>Key</dt>
            <dd>Brought from another console, where it is in use as well</dd>
          </>
        )}
      </dl>
      <div className="stack-2">
        <h2>Fingerprint of the key</h2>
        <p className="sheet-fingerprint">
          {groupsOf(line.fingerprint).map((group, i) => (
            <code key={i}>{group}</code>
          ))}
        </p>
        <p className="small soft">SHA-256 over the SubjectPublicKeyInfo of an Ed25519 key, 64 digits.</p>
      </div>
      <p>
        I compared the digits above with those on the screen. I typed the passphrase of this key myself, and nobody else
        knows it. What is signed with this key was signed by me, until its revocation is on record.
      </p>
      <div className="sheet-signatures">
        <p>Place, date, {line.name}</p>
        <p>Place, date, witness to this signature</p>
      </div>
    </article>
  );
}

/** Sixteen groups of four: what two people can read to each other. */
function groupsOf(fingerprint: string): readonly string[] {
  return Array.from({ length: 16 }, (_, i) => fingerprint.slice(4 * i, 4 * i + 4));
}
