import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { certificateText } from '../../../shared/ledger/certificate-text.ts';
import { toBase64 } from '../../../shared/ledger/encoding.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';

/** Replies and certificates have a few kilobytes; a wrong file must not be read whole. */
const MAX_BYTES = 250_000;

/** Second half: the reply, and the root certificate that says whose it is. */
export function TimestampImport({ view }: { readonly view: IncidentView }) {
  const incident = view.incident as `inc-${string}`;
  const [reply, setReply] = useState<File | null>(null);
  const [root, setRoot] = useState<File | null>(null);
  const [between, setBetween] = useState<File | null>(null);
  const take = useCommand('Time-stamp', async ({ client }) => {
    if (reply === null) return null;
    const recorded = await client.timestamp.import({
      incident,
      reply: toBase64(new Uint8Array(await reply.arrayBuffer())),
      ...(root === null ? {} : { rootPem: await certificateOf(root) }),
      ...(between === null ? {} : { intermediatesPem: await certificateOf(between) }),
    });
    for (const clear of [setReply, setRoot, setBetween]) clear(null);
    return recorded;
  });
  const tooLarge = [reply, root, between].find((file) => file !== null && file.size > MAX_BYTES);
  return (
    <li className="stack-2">
      <h3>2. Take the reply in</h3>
      <Pick what="Reply (.tsr)" file={reply} onPick={setReply} />
      <Pick what="Root certificate (.pem)" file={root} onPick={setRoot} />
      <Pick what="Certificates in between (.pem)" file={between} onPick={setBetween} />
      <p className="small soft measure">
        The root is needed once for each authority; get it from there, by another way than the reply. Without one the
        stamp is recorded, and does not count yet.
      </p>
      {tooLarge && <p role="alert">{tooLarge.name} is too large for a time-stamp or a certificate.</p>}
      <FailureBox failure={take.failure} />
      <div>
        <Button
          icon="clock"
          busy={take.busy}
          isDisabled={reply === null || tooLarge !== undefined}
          onPress={() => void take.send()}
        >
          Verify and record
        </Button>
      </div>
    </li>
  );
}

/** Never empty: an empty text would be refused as a field, and not as a certificate. */
async function certificateOf(file: File): Promise<string> {
  const text = certificateText(new Uint8Array(await file.arrayBuffer()));
  return text.trim() === '' ? 'no certificate' : text;
}

interface PickProps {
  readonly what: string;
  readonly file: File | null;
  readonly onPick: (file: File | null) => void;
}

function Pick({ what, file, onPick }: PickProps) {
  return (
    <div className="row">
      <FileTrigger onSelect={(files) => onPick(files?.item(0) ?? null)}>
        <Button size="small">{what}</Button>
      </FileTrigger>
      <span className="wrap small">{file?.name ?? 'none chosen'}</span>
    </div>
  );
}
