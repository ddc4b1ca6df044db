import { authoritiesOf, confidenceText } from '../../../shared/law/authorities.ts';
import { MEMBER_STATE_LABELS, type MemberState } from '../../../shared/law/member-state.ts';
import {
  type Authority,
  DIRECTORY_REGIMES,
  type DirectoryRegime,
  REGIME_LABELS,
  type RulePack,
} from '../../../shared/law/pack.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sourceText } from './regimes-panel.tsx';

interface Props {
  readonly view: IncidentView;
  readonly pack: RulePack;
  readonly state: MemberState;
  readonly onChange: (regime: DirectoryRegime) => void;
}

/** Who takes the reports in one Member State, and how sure that is. A person who knows better changes it, with the reason. */
export function AuthoritiesPanel({ view, pack, state, onChange }: Props) {
  const tags = DIRECTORY_REGIMES.flatMap((regime) =>
    authoritiesOf(pack, regime, state).flatMap(({ sources }) => sources),
  );
  return (
    <Panel title={`Where reports go in ${MEMBER_STATE_LABELS[state]}`}>
      <div className="stack-2">
        <dl className="facts">
          {DIRECTORY_REGIMES.map((regime) => (
            <AuthorityRow
              key={regime}
              regime={regime}
              found={authoritiesOf(pack, regime, state)}
              onChange={() => onChange(regime)}
            />
          ))}
        </dl>
        <p className="small soft">
          Check the channel before you use it: names and portals change. A financial entity reports to the authority of
          its home state; under the GDPR the lead authority is that of the main establishment.
        </p>
        <p className="small soft">
          Sources: {[...new Set(tags)].map((tag) => sourceText(view, tag)).join('; ') || 'none'}.
        </p>
      </div>
    </Panel>
  );
}

interface RowProps {
  readonly regime: DirectoryRegime;
  readonly found: readonly Authority[];
  readonly onChange: () => void;
}

function AuthorityRow({ regime, found, onChange }: RowProps) {
  return (
    <>
      <dt>{REGIME_LABELS[regime]}</dt>
      <dd className="row-apart">
        <div className="stack-1">
          {found.length === 0 && <p>Unknown.</p>}
          {found.map((one) => (
            <AuthorityText key={`${one.name} ${one.channel}`} one={one} />
          ))}
        </div>
        <Button size="small" aria-label={`Change the authority for ${REGIME_LABELS[regime]}`} onPress={onChange}>
          Change
        </Button>
      </dd>
    </>
  );
}

/** Name, way, and how sure: the three that a tired person must not have to guess. */
export function AuthorityText({ one }: { readonly one: Authority }) {
  return (
    <p>
      {one.name !== '' && <>{one.name}: </>}
      {one.channel === '' ? 'channel unknown' : <strong>{one.channel}</strong>}{' '}
      <span className="soft">({confidenceText(one)})</span>
    </p>
  );
}
