import { useState } from 'react';
import type { WitnessView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { WitnessRequestText } from '../../../shared/view/proof-text.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CarriedText } from '../../ui/carried-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { SaveText } from '../../ui/save-text.tsx';
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
  const { text, old, size } = request;
  return (
    <CarriedText
      text={text}
      what="request to the witness"
      name={`${fileName(name)}-${size}.request`}
      lead={
        <p>
          Entries 0 to {size - 1}
          {old > 0 ? `, with the proof that they continue the ${old} it saw before.` : ', for the first time.'}
        </p>
      }
    >
      <LogKey request={request} name={name} />
      <details>
        <summary>What the witness does with it</summary>
        <div className="stack-2 small">
          <p>In another Bulkhead: “Witness for others”, and paste it there. By command:</p>
          <Bytes text="bulkhead witness --state DIR < FILE.request > FILE.answer" what="command to answer a request" />
          <p>Once before that, with the key of this record:</p>
          <Bytes text={`bulkhead witness --state DIR --log '${request.log}'`} what="command to serve this ledger" />
        </div>
      </details>
    </CarriedText>
  );
}

/** By another way than the request: with both from one hand a witness could be given anybody’s record. */
function LogKey({ request, name }: { readonly request: WitnessRequestText; readonly name: string }) {
  const { log, logPrint, old } = request;
  return (
    <details open={old === 0}>
      <summary>The first time it needs the key of this record too</summary>
      <div className="stack-2 small">
        <p>Send it by another way than the request, and let them read the fingerprint to you.</p>
        <Bytes text={log} what="verifier key of this record" />
        <Fingerprint value={logPrint} />
        <div className="row">
          <CopyButton text={log} what="verifier key of this record" />
          <SaveText text={`${log}\n`} name={`${fileName(name)}.vkey`} what="verifier key of this record" />
        </div>
      </div>
    </details>
  );
}

function fileName(codename: string): string {
  return codename.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
