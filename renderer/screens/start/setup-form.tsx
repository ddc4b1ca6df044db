import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { isWholeMore } from './entity-more.ts';
import { EntityFields, type EntityForm, isCompleteEntity, newEntity, toEntityInput } from './entity-fields.tsx';
import { PassphrasePair, isGoodPair } from './passphrase-pair.tsx';

interface SetupDraft {
  readonly organisation: string;
  readonly entities: readonly EntityForm[];
  readonly name: string;
  readonly roles: readonly Role[];
}

/** First run. Everything the legal clocks need is asked here, in calm, and not at 02:10. */
export function SetupForm({ home }: { readonly home: string }) {
  const draft = useDraft<SetupDraft>({
    scope: 'console',
    form: 'setup',
    label: 'Set-up of this console',
    blank: { organisation: '', entities: [newEntity(1)], name: '', roles: ['commander'] },
  });
  const { organisation, entities, name, roles } = draft.value;
  const setEntities = (next: readonly EntityForm[]): void => draft.change({ entities: next });
  // Never part of the draft.
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');

  const create = useCommand('Set-up', async (store) => {
    const { fingerprint } = await store.client.setup.create({
      organisation: { name: organisation, entities: entities.map(toEntityInput) },
      operator: { name, roles: [...roles] },
      passphrase,
    });
    draft.forget();
    const view = await store.client.console.view({});
    if (view.session.lead === null) await store.client.session.unlock({ fingerprint, passphrase });
    await store.console.refresh();
  });

  const missing = [
    organisation.trim() === '' && 'the organisation’s name',
    !entities.every(isCompleteEntity) && 'name and type of every legal entity',
    !entities.every(({ more }) => isWholeMore(more)) && 'figures, contacts and authorities that were begun',
    name.trim() === '' && 'your name',
    roles.length === 0 && 'at least one role',
    !isGoodPair(passphrase, repeated) && 'the passphrase, twice the same',
  ].filter((item) => item !== false);

  const change = (next: EntityForm): void => setEntities(entities.map((one) => (one.key === next.key ? next : one)));
  const add = (): void => setEntities([...entities, newEntity(Math.max(...entities.map((one) => one.key)) + 1)]);
  return (
    <div className="stack">
      <div className="stack-1">
        <h1>Set this console up</h1>
        <p className="soft">
          Once per console. Records are kept in <code>{home}</code> and leave this computer only as bundles you export.
        </p>
      </div>
      <DraftNotice draft={draft} />
      <Panel title="Organisation">
        <TextInput
          label="Name"
          value={organisation}
          onChange={(next) => draft.change({ organisation: next })}
          startHere
          maxLength={160}
        />
      </Panel>
      <Panel
        title="Legal entities"
        aside={
          <Button size="small" icon="plus" onPress={add}>
            Add an entity
          </Button>
        }
      >
        <p className="soft">
          One per legal entity, never one for the group: regimes, authorities and deadlines are decided for each on its
          own.
        </p>
        {entities.map((entity, at) => (
          <EntityFields
            key={entity.key}
            entity={entity}
            number={at + 1}
            onChange={change}
            onRemove={entities.length > 1 ? () => setEntities(entities.filter((one) => one !== entity)) : null}
          />
        ))}
      </Panel>
      <Panel title="First operator">
        <TextInput
          label="Your name"
          value={name}
          onChange={(next) => draft.change({ name: next })}
          autoComplete="name"
          maxLength={120}
        />
        <Ticks
          label="Roles"
          hint="One person may hold several. Others are enrolled after this."
          items={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
          value={roles}
          onChange={(next) => draft.change({ roles: next })}
        />
        <PassphrasePair
          passphrase={passphrase}
          repeated={repeated}
          onPassphrase={setPassphrase}
          onRepeated={setRepeated}
        />
      </Panel>
      <FailureBox failure={create.failure} onRetry={() => void create.send()} />
      <div className="row">
        <Button
          tone="primary"
          size="large"
          busy={create.busy}
          isDisabled={missing.length > 0}
          onPress={() => void create.send()}
        >
          Create keys and set up
        </Button>
        {missing.length > 0 && <p className="soft">Still needed: {missing.join('; ')}.</p>}
      </div>
    </div>
  );
}
