import { useState } from 'react';
import type { WitnessView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { WitnessRequestText } from '../../../shared/view/proof-text.ts';
import { bridge } from '../../client/bridge.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly view: IncidentView;
  readonly witness: WitnessView;
}

/** Out goes a request, back comes a line of signature; both are text that travels by stick, by camera or by hand. */
export function WitnessExchange({ view, witness }: Props) {
  const incident = view.incident as `inc-${string}`;
  const [request, setRequest] = useState<WitnessRequestText | null>(null);
  const draft = useDraft({
    scope: incident,
    form: `answer of ${witness.vkey}`,
    label: `Answer of ${witness.name}`,
    blank: '',
  });
  const answer = draft.value;
  const ask = useCommand('Request', async ({ client }, from?: number) => {
    setRequest(await client.witness.request({ incident, vkey: witness.vkey, ...(from === undefined ? {} : { from }) }));
  });
  const merge = useCommand('Witness', async ({ client }) => {
    const recorded = await client.witness.merge({ incident, text: answer });
    draft.recorded(answer);
    setRequest(null);
    return recorded;
  });
  const stale = merge.failure?.code === 'WITNESS_STALE' ? Number(merge.failure.details[0]) : null;
  const askAgain = async (from: number): Promise<void> => {
    merge.clear();
    draft.forget();
    await ask.send(from);
  };
  return (
    <ol className="exchange">
      <li className="stack-2">
        <h3>1. Ask {witness.name}</h3>
        <FailureBox failure={ask.failure} />
        {request === null ? (
          <div>
            <Button tone="primary" busy={ask.busy} onPress={() => void ask.send()}>
              Make a request
            </Button>
          </div>
        ) : (
          <Request request={request} name={view.codename} />
        )}
      </li>
      <li className="stack-2">
        <h3>2. Take the answer in</h3>
        <DraftNotice draft={draft} />
        <TextInput
          label="Answer of the witness"
          mono
          rows={4}
          value={answer}
          onChange={draft.set}
          hint="The lines that begin with a long dash. If it answered with a number alone, paste that."
        />
        <FailureBox failure={merge.failure}>
          {stale !== null && (
            <Button size="small" onPress={() => void askAgain(stale)}>
              {`Ask again from ${stale} entries`}
            </Button>
          )}
        </FailureBox>
        <div>
          <Button
            tone={request === null ? 'plain' : 'primary'}
            icon="eye"
            busy={merge.busy}
            isDisabled={answer.trim() === ''}
            onPress={() => void merge.send()}
          >
            Check and record
          </Button>
        </div>
      </li>
    </ol>
  );
}

function Request({ request, name }: { readonly request: WitnessRequestText; readonly name: string }) {
  const what = 'request to the witness';
  // The desktop shell lets nothing be downloaded; there the text is copied, or written by `bulkhead call`.
  const saves = bridge() === null;
  return (
    <div className="exchange-request">
      <QrCode text={request.text} what={what} />
      <div className="stack-2 grow">
        <p>
          Entries 0 to {request.size - 1}
          {request.old > 0
            ? `, with the proof that they continue the ${request.old} it saw before.`
            : ', for the first time.'}
        </p>
        <Bytes text={request.text} what={what} />
        <div className="row">
          <CopyButton text={request.text} what={what} />
          {saves && (
            <a
              className="button button-plain button-small"
              download={`${fileName(name)}-${request.size}.request`}
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(request.text)}`}
            >
              Save
            </a>
          )}
        </div>
        <details>
          <summary>What the witness does with it</summary>
          <div className="stack-2 small">
            <p>Once, with the key of this ledger, which it should get from you by another way than the request:</p>
            <Bytes text={`bulkhead witness --state DIR --log '${request.log}'`} what="command to serve this ledger" />
            <p>Each time:</p>
            <Bytes
              text="bulkhead witness --state DIR < FILE.request > FILE.answer"
              what="command to answer a request"
            />
          </div>
        </details>
      </div>
    </div>
  );
}

function fileName(codename: string): string {
  return codename.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
