import { AI_ROLE_LABELS, type AiRole, ENTITY_TYPE_TEXTS } from '../../../shared/law/entity.ts';
import { MEMBER_STATE_LABELS, type MemberState } from '../../../shared/law/member-state.ts';
import { REGIME_LABELS, REGIMES } from '../../../shared/law/pack.ts';
import { ungrouped } from '../../../shared/law/typed-number.ts';
import { PACK_IN_FORCE } from '../../../shared/law/packs/registry.ts';
import { TRI_LABELS, type Tri } from '../../../shared/law/tri.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick, Ticks } from '../../ui/tick.tsx';
import type { AuthorityForm, ContactForm, EntityMore } from './entity-more.ts';

interface Props {
  readonly more: EntityMore;
  readonly onChange: (part: Partial<EntityMore>) => void;
}

const TRI_OPTIONS = (Object.keys(TRI_LABELS) as Tri[]).map((value) => ({ value, label: TRI_LABELS[value] }));

/** What regimes and filings need beyond the first questions. All of it can be left for later; nothing left is read as no. */
export function EntityMoreFields({ more, onChange }: Props) {
  return (
    <details className="entity-more">
      <summary>Further duties, filing contacts, authorities</summary>
      <div className="stack-2">
        <Duties more={more} onChange={onChange} />
        <Registrations more={more} onChange={onChange} />
        <Contacts contacts={more.contacts} onChange={(contacts) => onChange({ contacts })} />
        <Authorities authorities={more.authorities} onChange={(authorities) => onChange({ authorities })} />
      </div>
    </details>
  );
}

function Duties({ more, onChange }: Props) {
  return (
    <>
      <div className="fields">
        <Choice
          label="Makes products with digital elements?"
          value={more.isManufacturer}
          options={TRI_OPTIONS}
          onChange={(isManufacturer) => onChange({ isManufacturer })}
          hint="Plugin, app, SDK placed on the market (CRA). Using one does not make a manufacturer."
        />
        <Choice
          label="Role under the AI Act"
          value={more.aiRole}
          options={(Object.keys(AI_ROLE_LABELS) as AiRole[]).map((value) => ({ value, label: AI_ROLE_LABELS[value] }))}
          onChange={(aiRole) => onChange({ aiRole })}
        />
        <Choice
          label="Microenterprise?"
          value={more.microenterprise}
          options={TRI_OPTIONS}
          onChange={(microenterprise) => onChange({ microenterprise })}
          hint="Recurring incidents under DORA do not concern one."
        />
        <TextInput
          label="Turnover, previous financial year (EUR)"
          value={more.turnover}
          onChange={(text) => onChange({ turnover: ungrouped(text) })}
          hint="Of this entity, not of the group."
          error={more.turnover === '' || /^\d{1,15}$/.test(more.turnover) ? null : 'A whole number, without decimals.'}
        />
      </div>
      <Ticks
        label="Digital services it provides beside its type"
        items={PACK_IN_FORCE.digitalTypes.map((value) => ({ value, label: ENTITY_TYPE_TEXTS[value].label }))}
        value={more.digitalServices}
        onChange={(digitalServices) => onChange({ digitalServices })}
      />
      <Ticks
        label="Further establishments"
        items={(Object.keys(MEMBER_STATE_LABELS) as MemberState[]).map((value) => ({
          value,
          label: MEMBER_STATE_LABELS[value],
        }))}
        value={more.establishments}
        onChange={(establishments) => onChange({ establishments })}
      />
      <Tick
        selected={more.finalReliefDisapplied}
        onChange={(finalReliefDisapplied) => onChange({ finalReliefDisapplied })}
      >
        The authority has taken away the weekend relief of the DORA final report
      </Tick>
    </>
  );
}

function Registrations({ more, onChange }: Props) {
  const badLei = more.lei !== '' && !/^[A-Za-z0-9]{20}$/.test(more.lei);
  return (
    <div className="fields">
      <TextInput
        label="National registration number"
        value={more.registrationNumber}
        onChange={(registrationNumber) => onChange({ registrationNumber })}
        maxLength={80}
      />
      <TextInput
        label="LEI"
        mono
        value={more.lei}
        onChange={(lei) => onChange({ lei })}
        maxLength={20}
        error={badLei ? '20 letters and digits.' : null}
      />
      <TextInput
        label="NIS2 registration"
        value={more.nis2Registration}
        onChange={(nis2Registration) => onChange({ nis2Registration })}
        maxLength={80}
      />
    </div>
  );
}

function Contacts({
  contacts,
  onChange,
}: {
  readonly contacts: readonly ContactForm[];
  readonly onChange: (contacts: readonly ContactForm[]) => void;
}) {
  const set = (at: number, part: Partial<ContactForm>): void =>
    onChange(contacts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <section className="stack-2">
      <div className="row-apart">
        <h4>Filing contacts</h4>
        <Button
          size="small"
          icon="plus"
          onPress={() => onChange([...contacts, { name: '', role: '', phone: '', email: '' }])}
        >
          Add a contact
        </Button>
      </div>
      {contacts.map((one, at) => (
        <div key={at} className="fields">
          <TextInput label="Contact name" value={one.name} onChange={(name) => set(at, { name })} maxLength={120} />
          <TextInput label="Function" value={one.role} onChange={(role) => set(at, { role })} maxLength={120} />
          <TextInput label="Telephone" value={one.phone} onChange={(phone) => set(at, { phone })} maxLength={60} />
          <TextInput label="E-mail" value={one.email} onChange={(email) => set(at, { email })} maxLength={200} />
          <Button size="small" icon="cross" onPress={() => onChange(contacts.filter((_, index) => index !== at))}>
            Remove contact
          </Button>
        </div>
      ))}
    </section>
  );
}

function Authorities({
  authorities,
  onChange,
}: {
  readonly authorities: readonly AuthorityForm[];
  readonly onChange: (authorities: readonly AuthorityForm[]) => void;
}) {
  const set = (at: number, part: Partial<AuthorityForm>): void =>
    onChange(authorities.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <section className="stack-2">
      <div className="row-apart">
        <h4>Authorities and channels</h4>
        <Button
          size="small"
          icon="plus"
          onPress={() => onChange([...authorities, { regime: 'NIS2', name: '', channel: '', fallback: '' }])}
        >
          Add an authority
        </Button>
      </div>
      {authorities.map((one, at) => (
        <div key={at} className="fields">
          <Choice
            label="Regime"
            value={one.regime}
            options={REGIMES.map((value) => ({ value: value as string, label: REGIME_LABELS[value] }))}
            onChange={(regime) => set(at, { regime })}
          />
          <TextInput label="Authority" value={one.name} onChange={(name) => set(at, { name })} maxLength={160} />
          <TextInput
            label="Channel"
            value={one.channel}
            onChange={(channel) => set(at, { channel })}
            maxLength={300}
            hint="Portal, account, telephone"
          />
          <TextInput
            label="If that is down"
            value={one.fallback}
            onChange={(fallback) => set(at, { fallback })}
            maxLength={300}
          />
          <Button size="small" icon="cross" onPress={() => onChange(authorities.filter((_, index) => index !== at))}>
            Remove authority
          </Button>
        </div>
      ))}
    </section>
  );
}
