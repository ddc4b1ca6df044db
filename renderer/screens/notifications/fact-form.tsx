import { isOfEntity } from '../../../shared/law/entity-scope.ts';
import { type FactId, type FactValue, type Provenance, factDefinition } from '../../../shared/law/facts.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';
import { abroadOf } from './establishments.ts';
import { FactValueInput } from './fact-value-input.tsx';
import { standingFact } from './standing-fact.ts';
import { TakeBackForm } from './take-back-form.tsx';

interface Props {
  readonly view: IncidentView;
  readonly id: FactId;
  readonly entity: EntityLegalView;
  readonly onDone: () => void;
}

/** Facts that a branch in another Member State bears on. */
const ABROAD: readonly FactId[] = ['impact.memberStates', 'impact.crossBorderPossible'];

interface FactDraft {
  readonly whose: 'all' | 'own' | 'back';
  readonly value: FactValue;
  readonly provenance: Provenance;
  readonly evidence: string;
  readonly note: string;
}

/** One fact, asked as its definition says. A correction is a new entry. */
export function FactForm({ view, id, entity, onDone }: Props) {
  const { incident } = view;
  const { entityName, timeZone: zone } = entity;
  const { answer: before, isOwn, common } = standingFact(view, entity, id);
  const abroad = ABROAD.includes(id)
    ? abroadOf(view.organisation.entities.find((one) => one.id === entity.entity))
    : [];
  const canDiffer = isOfEntity(id) && view.legal.length > 1;
  const many = factDefinition(id).type === 'member-states' || factDefinition(id).type === 'asset-kinds';
  const form = {
    scope: incident,
    form: canDiffer ? `fact ${id} ${entity.entity}` : `fact ${id}`,
    label: `Fact: ${factDefinition(id).label}`,
  };
  const draft = useDraft<FactDraft>({
    ...form,
    blank: {
      whose: isOwn ? 'own' : 'all',
      value: before?.provenance === 'unknown' || before === null ? (many ? [] : '') : before.value,
      provenance: before?.provenance ?? 'actual',
      evidence: before?.evidence.join(', ') ?? '',
      note: '',
    },
  });
  const { value, provenance, evidence, note } = draft.value;
  // Another person may have taken it back while this form was open.
  const whose = draft.value.whose === 'back' && !isOwn ? 'all' : draft.value.whose;
  const entries = evidence.split(/[\s,;#]+/).filter((part) => part !== '');
  const badEvidence = entries.some((part) => !/^\d+$/.test(part));
  const state = useCommand('Fact', async ({ client }) => {
    const answer = await client.incident.stateFact({
      incident: incident as `inc-${string}`,
      fact: id,
      ...(canDiffer && whose === 'own' ? { entity: entity.entity as `ent-${string}` } : {}),
      value: provenance === 'unknown' ? '' : typeof value === 'string' ? value : [...value],
      provenance,
      evidence: entries.map(Number),
      note,
    });
    draft.forget();
    onDone();
    return answer;
  });
  const scope = canDiffer && (
    <OneOf
      label="It holds for"
      value={whose}
      items={[
        { value: 'all', label: 'Every entity of this incident that has no answer of its own' },
        { value: 'own', label: `${entityName} alone` },
        ...(isOwn ? [{ value: 'back', label: `Nobody alone: take back the answer of ${entityName}` } as const] : []),
      ]}
      onChange={(next) => draft.change({ whose: next })}
    />
  );
  if (canDiffer && isOwn && before !== null && whose === 'back') {
    const takenBack = (): void => {
      draft.forget();
      onDone();
    };
    return (
      <div className="fact-form">
        {scope}
        <TakeBackForm view={view} id={id} entity={entity} own={before} common={common} onDone={takenBack} />
      </div>
    );
  }
  const empty = provenance !== 'unknown' && (typeof value === 'string' ? value.trim() === '' : value.length === 0);
  return (
    <div className="fact-form">
      <DraftNotice draft={draft} />
      {scope}
      {canDiffer && isOwn && whose === 'all' && (
        <p className="note-box note-open">
          {entityName} has an answer of its own, which goes before this one. Change or take back that one to change what
          counts there.
        </p>
      )}
      {abroad.length > 0 && (
        <p className="note-box">
          {entityName} has further establishments, by its description: {abroad.join(', ')}. Is the incident excluded
          there?
        </p>
      )}
      <OneOf
        label="This answer is"
        value={provenance}
        items={[
          { value: 'actual', label: 'Actual' },
          { value: 'estimate', label: 'An estimate' },
          { value: 'unknown', label: 'Not known yet' },
        ]}
        onChange={(next) => draft.change({ provenance: next })}
      />
      {provenance !== 'unknown' && (
        <FactValueInput
          key={draft.generation}
          id={id}
          value={value}
          zone={zone}
          keep={form}
          onChange={(next) => draft.change({ value: next })}
        />
      )}
      <div className="fields">
        <TextInput
          label="Rests on entries"
          value={evidence}
          onChange={(next) => draft.change({ evidence: next })}
          hint="Numbers, like 418, 420"
          error={badEvidence ? 'Entry numbers only.' : null}
        />
        <TextInput label="Note" value={note} onChange={(next) => draft.change({ note: next })} maxLength={2000} />
      </div>
      <FailureBox failure={state.failure} onRetry={() => void state.send()} />
      <div>
        <Button tone="primary" busy={state.busy} isDisabled={empty || badEvidence} onPress={() => void state.send()}>
          Record the answer
        </Button>
      </div>
    </div>
  );
}
