import type { CatalogAction } from '../../../shared/view/catalog-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { mayDraftAgain } from '../../../shared/domain/draft-again.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';
import { incidentHash } from '../../store/route.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { draftFocus } from './draft-target.ts';

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
}

/** The actions of this playbook: what each is for, whether it may be applied at this step, and what it can be aimed at. */
export function OffersPanel({ view, run }: Props) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const rows = run.offers.flatMap((offer) => {
    const action = value?.actions.find((one) => one.id === offer.template);
    return action === undefined ? [] : [{ action, open: offer.open }];
  });
  // What may be applied now first; the order within stays the playbook's.
  const ordered = rows.toSorted((a, b) => Number(b.open) - Number(a.open));
  return (
    <Panel title="Actions of this playbook" flush>
      <ul className="panel-list">
        {ordered.map(({ action, open }) => (
          <Offer key={action.id} view={view} run={run} action={action} open={open} />
        ))}
      </ul>
    </Panel>
  );
}

function Offer({ view, run, action, open }: Props & { readonly action: CatalogAction; readonly open: boolean }) {
  const mine = view.actions.filter((one) => one.run === run.run && one.template === action.id);
  const statesOn = (target: string) =>
    mine.filter((one) => one.state !== 'withdrawn' && one.target === target).map((one) => one.state);
  const free = targetsOf(view, run, action).filter(({ id }) => mayDraftAgain(statesOn(id), action.leaseMs !== null));
  return (
    <li className="stack-1">
      <p className="row">
        <span className="strong">
          {action.id} {action.title}
        </span>
        <Mark tone={open ? 'now' : 'calm'} icon={open ? 'play' : 'lock'}>
          {open ? 'May be applied now' : 'Not applied at this step'}
        </Mark>
        {action.tested === 'contract' && (
          <Mark tone="wait" icon="question">
            Contract-tested
          </Mark>
        )}
      </p>
      <p className="small soft measure">{action.purpose}</p>
      {!isOver(run) &&
        free.map((target) => (
          <a key={target.id} href={incidentHash(view.incident, 'run', draftFocus(run.run, target.id, action.id))}>
            Draft {statesOn(target.id).length > 0 && 'another '}
            {action.id} for {target.label}
          </a>
        ))}
      {free.length === 0 && mine.length === 0 && (
        <p className="small soft">
          Nothing registered that it can be aimed at:{' '}
          {action.targets.map((kind) => kind.replaceAll('-', ' ')).join(', ')}.
        </p>
      )}
    </li>
  );
}

/** Where the run is about one asset, that asset alone, if the action fits it. */
function targetsOf(
  view: IncidentView,
  run: RunView,
  action: CatalogAction,
): readonly { readonly id: string; readonly label: string }[] {
  const assets = view.assets.filter((asset) => action.targets.includes(asset.type));
  const subject = assets.filter((asset) => asset.id === run.subject?.id);
  const credentials = action.targets.includes('credential') ? view.credentials : [];
  return [
    ...(subject.length > 0 ? subject : assets).map(({ id, name }) => ({ id, label: name })),
    ...credentials.map(({ id, label }) => ({ id, label })),
  ];
}
