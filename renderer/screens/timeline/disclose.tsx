import { useState } from 'react';
import type { EntryProof } from '../../../shared/view/proof-text.ts';
import { bridge } from '../../client/bridge.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';

/** This entry for somebody who may see no other: its bytes, the proof, and the keys, which travel another way. */
export function Disclose({ incident, index }: { readonly incident: string; readonly index: number }) {
  const [found, setFound] = useState<EntryProof | null>(null);
  const make = useCommand('Proof', async ({ client }) => {
    setFound(await client.incident.proof({ incident: incident as `inc-${string}`, index }));
  });
  return (
    <section className="stack-2" aria-label="Proof for somebody else">
      <h3>Prove this entry to somebody else</h3>
      <p className="small soft">
        They see this entry and no other. The verifier page takes both files; so does bulkhead check-proof.
      </p>
      <FailureBox failure={make.failure} onRetry={() => void make.send()} />
      {found === null ? (
        <div>
          <Button size="small" icon="file" busy={make.busy} onPress={() => void make.send()}>
            Make the proof
          </Button>
        </div>
      ) : (
        <>
          <div className="row">
            <File name={`entry-${index}.tlog-proof`} text={found.proof} what="proof" />
            <File name={`entry-${index}.json`} text={found.entry} what="entry" />
          </div>
          <p className="small">
            {found.witnesses.length === 0 ? 'The key to check it with' : 'The keys to check it with'}, to be given
            another way than the files:
          </p>
          <Bytes text={[found.log, ...found.witnesses].join('\n')} what="keys to check the proof with" />
        </>
      )}
    </section>
  );
}

/** The desktop shell lets nothing be downloaded; there the text is copied. */
function File({ name, text, what }: { readonly name: string; readonly text: string; readonly what: string }) {
  if (bridge() !== null) return <CopyButton text={text} what={what} />;
  return (
    <a
      className="button button-plain button-small"
      download={name}
      href={`data:application/octet-stream;charset=utf-8,${encodeURIComponent(text)}`}
    >
      Save the {what}
    </a>
  );
}
