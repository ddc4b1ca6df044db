import { ENTITY_TYPE_CHOICES, NIS2_CHOICES, DORA_CHOICES, zoneOf, zonesToChoose } from './entity-choices.ts';
import type { Contract } from '../../../shared/contract/contract.ts';
import type { InferContractRouterInputs } from '@orpc/contract';
import type { DoraType, Nis2Class } from '../../../shared/law/entity.ts';
import { ENTITY_TYPE_TEXTS } from '../../../shared/law/entity.ts';
import { MEMBER_STATE_LABELS, type MemberState } from '../../../shared/law/member-state.ts';
import { TRI_LABELS, type Tri } from '../../../shared/law/tri.ts';
import type { EntityType, LegalEntity } from '../../../shared/domain/organisation.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type EntityMore, moreForm, moreInput, NO_MORE } from './entity-more.ts';
import { EntityMoreFields } from './entity-more-fields.tsx';

type EntityInput = InferContractRouterInputs<Contract>['setup']['create']['organisation']['entities'][number];

/** One legal entity while it is being typed. `none` stands for "checked, not a financial entity". */
export interface EntityForm {
  readonly key: number;
  readonly name: string;
  readonly type: EntityType | '';
  readonly memberState: MemberState | '';
  readonly timeZone: string;
  readonly nis2Class: Nis2Class;
  readonly doraType: DoraType | 'none';
  readonly isController: Tri;
  readonly more: EntityMore;
}

export function newEntity(key: number): EntityForm {
  return {
    key,
    name: '',
    type: '',
    memberState: '',
    timeZone: '',
    nis2Class: 'unknown',
    doraType: 'unknown',
    isController: 'unknown',
    more: NO_MORE,
  };
}

export function isCompleteEntity(entity: EntityForm): boolean {
  return entity.name.trim() !== '' && entity.type !== '' && entity.memberState !== '' && entity.timeZone !== '';
}

export function toEntityInput(entity: EntityForm): EntityInput {
  if (entity.type === '' || entity.memberState === '') throw new Error('the legal entity is not complete');
  const { name, type, memberState, timeZone, nis2Class, isController } = entity;
  return {
    name,
    type,
    memberState,
    timeZone,
    nis2Class,
    isController,
    doraType: entity.doraType === 'none' ? null : entity.doraType,
    ...moreInput(entity.more ?? NO_MORE),
  };
}

/** The form of an entity as it was described last. */
export function entityForm({ id: _id, ...entity }: LegalEntity, key: number): EntityForm {
  const { name, type, memberState, timeZone, nis2Class, isController, doraType } = entity;
  return {
    key,
    name,
    type,
    memberState,
    timeZone,
    nis2Class,
    isController,
    doraType: doraType ?? 'none',
    more: moreForm(entity),
  };
}

interface Props {
  readonly entity: EntityForm;
  readonly number: number;
  readonly onChange: (entity: EntityForm) => void;
  readonly onRemove: (() => void) | null;
}

export function EntityFields({ entity, number, onChange, onRemove }: Props) {
  const set = (part: Partial<EntityForm>): void => onChange({ ...entity, ...part });
  return (
    <fieldset className="entity">
      <legend className="unseen">Legal entity {number}</legend>
      <div className="row-apart">
        {onRemove !== null && <h3 aria-hidden="true">Legal entity {number}</h3>}
        {onRemove !== null && (
          <Button size="small" icon="cross" aria-label={`Remove legal entity ${number}`} onPress={onRemove}>
            Remove
          </Button>
        )}
      </div>
      <div className="fields">
        <TextInput label="Legal name" value={entity.name} onChange={(name) => set({ name })} maxLength={160} />
        <Choice
          label="What it is"
          value={entity.type}
          options={ENTITY_TYPE_CHOICES}
          onChange={(type) => set({ type, doraType: doraFor(type, entity.doraType) })}
          {...(entity.type === '' ? {} : { hint: ENTITY_TYPE_TEXTS[entity.type].hint })}
        />
        <Choice
          label="Member State of its authority"
          value={entity.memberState}
          options={Object.entries(MEMBER_STATE_LABELS).map(([value, label]) => ({
            value: value as MemberState,
            label,
          }))}
          onChange={(memberState) => set({ memberState, timeZone: zoneOf(memberState) })}
        />
        <Choice
          label="Time zone of its filings"
          value={entity.timeZone}
          options={zonesToChoose(entity.timeZone).map((zone) => ({ value: zone, label: zone }))}
          onChange={(timeZone) => set({ timeZone })}
        />
        <Choice
          label="NIS2 class"
          value={entity.nis2Class}
          options={NIS2_CHOICES}
          onChange={(nis2Class) => set({ nis2Class })}
          hint="Not determined is kept open and never read as no."
        />
        <Choice
          label="DORA type"
          value={entity.doraType}
          options={DORA_CHOICES}
          onChange={(doraType) => set({ doraType })}
        />
        <Choice
          label="Controller of the personal data?"
          value={entity.isController}
          options={(Object.keys(TRI_LABELS) as Tri[]).map((value) => ({ value, label: TRI_LABELS[value] }))}
          onChange={(isController) => set({ isController })}
          hint="GDPR Art. 33 binds the controller."
        />
      </div>
      <EntityMoreFields
        more={{ ...NO_MORE, ...entity.more }}
        onChange={(more) => set({ more: { ...NO_MORE, ...entity.more, ...more } })}
      />
    </fieldset>
  );
}

/** A financial type is its own DORA type; otherwise what was chosen stays. */
function doraFor(type: EntityType, before: DoraType | 'none'): DoraType | 'none' {
  const known = DORA_CHOICES.find((choice) => choice.value === type);
  return known?.value ?? before;
}
