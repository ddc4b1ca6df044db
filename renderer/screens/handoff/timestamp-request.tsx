import { toBase64 } from '../../../shared/ledger/encoding.ts';
import type { IncidentView, TimestampRequestView } from '../../../shared/view/incident-view.ts';
import { requestBytes, stampCommands, stampNames } from '../../../shared/view/timestamp-text.ts';
import { bridge } from '../../client/bridge.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Time } from '../../ui/time.tsx';

/** First half: a request over the record as it is now, or the one that is still out. */
export function TimestampRequest({ view }: { readonly view: IncidentView }) {
  const incident = view.incident as `inc-${string}`;
  const draft = useDraft({ scope: incident, form: 'timestamp', label: 'Time-stamping authority', blank: '' });
  const tsa = draft.value;
  const ask = useCommand('Request', async ({ client }) => {
    const recorded = await client.timestamp.request({ incident, tsa });
    draft.settle();
    return recorded;
  });
  const newest = view.timestampRequests.at(-1);
  const open = newest && !view.timestamps.some(({ request }) => request === newest.entry) ? newest : null;
  return (
    <li className="stack-2">
      <h3>1. Ask for a time-stamp</h3>
      {open !== null && <OpenRequest incident={view.incident} request={open} />}
      <DraftNotice draft={draft} />
      <TextInput
        label="Authority"
        value={tsa}
        onChange={draft.set}
        maxLength={200}
        hint="Name or address of the time-stamping authority; an address goes into the command."
      />
      <FailureBox failure={ask.failure} />
      <div>
        <Button
          tone={open === null ? 'primary' : 'plain'}
          busy={ask.busy}
          isDisabled={tsa.trim() === ''}
          onPress={() => void ask.send()}
        >
          {open === null ? 'Make a request' : 'Make a newer request'}
        </Button>
      </div>
    </li>
  );
}

/** Follows from what is on record, so it is still here after a restart and for the next person. */
function OpenRequest({ incident, request }: { readonly incident: string; readonly request: TimestampRequestView }) {
  const names = stampNames(incident, request.size);
  const base64 = toBase64(requestBytes(request));
  const paste = `echo ${base64} | base64 -d > ${names.request}`;
  // The desktop shell lets nothing be downloaded; there the line below makes the file.
  const saves = bridge() === null;
  return (
    <div className="stack-2">
      <p>
        Requested <Time at={request.at} /> over the first {request.size} entries, to be asked of{' '}
        <strong className="wrap">{request.tsa}</strong>. No reply yet.
      </p>
      {saves && (
        <div>
          <a
            className="button button-plain button-small"
            download={names.request}
            href={`data:application/timestamp-query;base64,${base64}`}
          >
            Save the request
          </a>
        </div>
      )}
      <p>On a machine with a network{saves ? ', in the folder of that file' : ''}:</p>
      <Commands text={[...(saves ? [] : [paste]), ...stampCommands(incident, request.size, request.tsa)].join('\n')} />
    </div>
  );
}

function Commands({ text }: { readonly text: string }) {
  const what = 'commands for the other machine';
  return (
    <>
      <Bytes text={text} what={what} />
      <div>
        <CopyButton text={text} what={what} />
      </div>
    </>
  );
}
