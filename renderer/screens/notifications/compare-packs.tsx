import { useState } from 'react';
import { EARLIER_PACKS, PACKS } from '../../../shared/law/packs/registry.ts';
import { comparePacks, type PackDifference } from '../../../shared/law/compare-packs.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Choice } from '../../ui/choice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAssessment } from './use-assessment.ts';

const OTHERS = [
  ...PACKS.filter((pack) => pack.status === 'pending'),
  ...EARLIER_PACKS.map((pack) => ({ ...pack, title: `Earlier: ${pack.packVersion}` })),
];

/** The same facts under a pack that is off: pending reform, or one that was in force. It answers here and nowhere else. */
export function ComparePacks({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const [other, setOther] = useState('');
  const asked = { incident: view.incident, entity: entity.entity, revision: view.revision, suppose: [] };
  const here = useAssessment({ ...asked, pack: null });
  const there = useAssessment({ ...asked, pack: other === '' ? null : other });
  const ready = here.found !== null && there.found?.pack.packVersion === other ? there.found : null;
  const differences = here.found !== null && ready !== null ? comparePacks(here.found, ready) : [];
  return (
    <Panel title="Compare with another pack">
      <div className="stack-2">
        <Choice
          label="Pack"
          value={other}
          prompt="None"
          options={OTHERS.map((pack) => ({ value: pack.packVersion, label: pack.title }))}
          onChange={setOther}
          hint="Pending reform, or the pack that an older decision names. Nothing on record is reckoned with it."
        />
        <FailureBox failure={there.failure} />
        {ready !== null && differences.length === 0 && <p>On these facts both packs say the same.</p>}
        {differences.length > 0 && <Differences lines={differences} mine={view.pack.packVersion} other={other} />}
      </div>
    </Panel>
  );
}

function Differences({
  lines,
  mine,
  other,
}: {
  readonly lines: readonly PackDifference[];
  readonly mine: string;
  readonly other: string;
}) {
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">{mine}, in force</th>
            <th scope="col">{other}, off</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.what}>
              <th scope="row">{line.what}</th>
              <td>{line.here}</td>
              <td>{line.there}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
