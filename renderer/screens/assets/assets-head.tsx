import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';

export type AssetsPart = 'register' | 'graph' | 'import';

const PARTS: readonly { readonly part: AssetsPart; readonly text: string; readonly focus: string | null }[] = [
  { part: 'register', text: 'Register', focus: null },
  { part: 'graph', text: 'Revocation graph', focus: 'graph' },
  { part: 'import', text: 'Import', focus: 'import' },
];

export function AssetsHead({ view, part }: { readonly view: IncidentView; readonly part: AssetsPart }) {
  return (
    <div className="row-apart">
      <h1>Assets</h1>
      <nav className="row asset-parts" aria-label="Parts of Assets">
        {PARTS.map((one) => (
          <a
            key={one.part}
            href={incidentHash(view.incident, 'assets', one.focus)}
            aria-current={one.part === part ? 'page' : undefined}
          >
            {one.text}
          </a>
        ))}
      </nav>
    </div>
  );
}
