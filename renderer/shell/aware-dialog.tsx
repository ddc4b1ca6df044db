import { REGIME_LABELS, REGIMES, type Regime } from '../../shared/law/pack.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { localText } from '../../shared/law/zone-time.ts';
import { useStore } from '../store/app-store.ts';
import { useCommand } from '../store/command.ts';
import { useObservable } from '../store/observable.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogBox } from '../ui/dialog-box.tsx';
import { DraftNotice } from '../ui/draft-notice.tsx';
import { FailureBox } from '../ui/failure-box.tsx';
import { InstantInput } from '../ui/instant-input.tsx';
import { TextInput } from '../ui/text-input.tsx';

interface AwareForm {
  readonly whose: string;
  readonly which: Regime | '';
  readonly at: Instant | null;
  readonly reason: string;
}

interface Props {
  readonly entity: string | null;
  readonly regime: string | null;
  readonly onClose: () => void;
}

/** A named person decides when an entity became aware. The clocks count from it, so it asks for the reason. */
export function AwareDialog({ entity, regime, onClose }: Props) {
  const store = useStore();
  const { value: view } = useObservable(store.incident.state);
  const entities = view?.legal ?? [];
  const form = {
    scope: view?.incident ?? '',
    form: `aware ${entity ?? ''} ${regime ?? ''}`,
    label: 'Decide awareness',
  };
  const draft = useDraft<AwareForm>({
    ...form,
    blank: {
      whose: entity ?? (entities.length === 1 ? (entities[0]?.entity ?? '') : ''),
      which: REGIMES.find((name) => name === regime) ?? '',
      at: null,
      reason: '',
    },
  });
  const { whose, which, at, reason } = draft.value;
  const decide = useCommand('Awareness', async ({ client }) => {
    if (view === null || which === '' || at === null) throw new Error('the form is not complete');
    const answer = await client.incident.decideAware({
      incident: view.incident as `inc-${string}`,
      entity: whose as `ent-${string}`,
      regime: which,
      awareAt: at,
      reason,
    });
    draft.forget();
    onClose();
    return answer;
  });
  if (view === null) return null;
  const zone = entities.find((one) => one.entity === whose)?.timeZone;
  const routed = entities.find((one) => one.entity === whose)?.routing.findings ?? [];
  // National practice on awareness comes with the clocks it concerns.
  const national = entities
    .find((one) => one.entity === whose)
    ?.report.clocks.find((clock) => clock.regime === which && clock.nationalAwareness !== null)?.nationalAwareness;
  const guidance = which === '' ? undefined : view.pack.awareness[which];
  const before = view.awareness.findLast((one) => one.entity === whose && one.regime === which);
  return (
    <DialogBox title="Decide awareness" open onClose={onClose}>
      <DraftNotice draft={draft} />
      <div className="fields">
        <Choice
          label="Legal entity"
          value={whose}
          options={entities.map((one) => ({ value: one.entity, label: one.entityName }))}
          onChange={(next) => draft.change({ whose: next })}
        />
        <Choice
          label="Under"
          value={which}
          options={REGIMES.map((name) => ({
            value: name,
            label: `${REGIME_LABELS[name]}${routed.some((one) => one.regime === name && one.outcome === 'does-not-apply') ? ' (does not apply)' : ''}`,
          }))}
          onChange={(next) => draft.change({ which: next })}
          hint="Each regime counts from its own awareness."
        />
      </div>
      {guidance !== undefined && (
        <div className="note-box stack-1">
          <p className="strong">{guidance.question}</p>
          {guidance.text.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {national !== undefined && <p>{national}</p>}
          <p className="small soft">
            {guidance.basis}. Pack {view.pack.packVersion}.
          </p>
        </div>
      )}
      {before !== undefined && (
        <p className="note-box">
          Decided before (entry #{before.entry}) by {before.by}: {localText(before.awareAt, zone ?? 'UTC')}. A new
          decision is added; the old one stays on record.
        </p>
      )}
      <InstantInput
        key={`${zone ?? 'none'} ${draft.generation}`}
        keep={form}
        label="Aware at"
        value={at}
        onChange={(next) => draft.change({ at: next })}
        zones={zone === undefined ? [] : [zone]}
      />
      <TextInput
        label="Reason"
        rows={3}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        hint="What was known at that moment, and by whom. A reader will ask in eight months."
      />
      <FailureBox failure={decide.failure} onRetry={() => void decide.send()} />
      <div className="row">
        <Button
          tone="primary"
          busy={decide.busy}
          isDisabled={whose === '' || which === '' || at === null || reason.trim() === ''}
          onPress={() => void decide.send()}
        >
          Record the decision
        </Button>
      </div>
    </DialogBox>
  );
}
