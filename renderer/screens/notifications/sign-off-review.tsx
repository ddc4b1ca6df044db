import { OPINION_TEXT, OPINIONS, type Opinion } from '../../../shared/domain/sign-off.ts';
import type { Role } from '../../../shared/domain/risk.ts';
import { LANGUAGE_LABELS } from '../../../shared/law/forms/language.ts';
import type { DraftLine, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';

interface Props {
  readonly view: IncidentView;
  readonly draft: DraftLine;
  readonly roles: readonly Role[];
  readonly onClose: () => void;
}

/** What someone says of one version, in one of their roles. On record even where they do not agree. */
export function SignOffReview({ view, draft, roles, onClose }: Props) {
  const title = `Opinion on version ${draft.version}, ${LANGUAGE_LABELS[draft.language]}`;
  const typed = useDraft<{ readonly as: Role | ''; readonly opinion: Opinion | ''; readonly text: string }>({
    scope: view.incident,
    form: `review ${draft.entry}`,
    label: title,
    blank: { as: '', opinion: '', text: '' },
  });
  const { opinion, text } = typed.value;
  const as = typed.value.as === '' ? (roles.find((role) => role === 'dpo') ?? roles[0] ?? '') : typed.value.as;
  const review = useCommand('Opinion', async ({ client }) => {
    if (as === '' || opinion === '') throw new Error('role and opinion are missing');
    const answer = await client.notification.review({
      incident: view.incident as `inc-${string}`,
      draft: draft.entry,
      textSha256: draft.textSha256,
      as,
      opinion,
      text,
    });
    typed.forget();
    onClose();
    return answer;
  });
  const silent = opinion === '' || (opinion !== 'agrees' && text.trim() === '');
  return (
    <DialogBox title={title} open onClose={onClose}>
      <DraftNotice draft={typed} />
      <Choice
        label="In the role of"
        value={as}
        prompt="You hold no role here"
        options={roles.map((role) => ({ value: role, label: ROLE_TEXT[role] }))}
        onChange={(next) => typed.change({ as: next })}
      />
      <OneOf
        label="Opinion"
        value={opinion}
        items={OPINIONS.map((value) => ({ value, label: sentence(OPINION_TEXT[value]) }))}
        onChange={(next) => typed.change({ opinion: next })}
      />
      <TextInput
        label="In words"
        rows={4}
        value={text}
        onChange={(next) => typed.change({ text: next })}
        hint="Needed with remarks and when you do not agree. It is signed and stays on record."
      />
      <FailureBox failure={review.failure} onRetry={() => void review.send()} />
      <div>
        <Button tone="primary" busy={review.busy} isDisabled={as === '' || silent} onPress={() => void review.send()}>
          Record the opinion
        </Button>
      </div>
    </DialogBox>
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
