import { useRef, useState } from 'react';
import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type Collecting, CollectingList } from './collecting-list.tsx';

/** Source and method are asked before the file, because afterwards nobody remembers them. */
export function CollectPanel({ incident }: { readonly incident: string }) {
  const store = useStore();
  const draft = useDraft({
    scope: incident,
    form: 'evidence',
    label: 'Source and method of evidence',
    blank: { source: '', method: '', path: '' },
  });
  const { source, method, path } = draft.value;
  const [work, setWork] = useState<readonly Collecting[]>([]);
  const nextKey = useRef(1);
  const described = source.trim() !== '' && method.trim() !== '';
  const id = incident as `inc-${string}`;

  const update = (key: number, part: Partial<Collecting>): void =>
    setWork((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));

  async function collect(file: File): Promise<void> {
    const key = nextKey.current++;
    const stop = new AbortController();
    setWork((before) => [
      ...before,
      { key, name: file.name, size: file.size, sent: 0, stage: 'sending', failure: null, stop },
    ]);
    try {
      const staged = await store.stage(file, (sent) => update(key, { sent }), stop.signal);
      update(key, { stage: 'recording', sent: 1 });
      const mediaType = file.type === '' ? 'application/octet-stream' : file.type;
      const answer = await store.client.evidence.collect({
        incident: id,
        ...staged,
        name: file.name,
        source,
        method,
        mediaType,
      });
      store.toasts.recorded(`Evidence ${answer.exhibit}`, answer.recorded, answer.sealed);
      void store.incident.refresh();
      setWork((before) => before.filter((one) => one.key !== key));
    } catch (error) {
      const failure: ShownFailure = failureOf(error);
      update(key, { stage: 'failed', failure });
    }
  }

  /** One after the other: two large files at once would only slow each other down. */
  async function collectAll(files: readonly File[]): Promise<void> {
    for (const file of files) await collect(file);
  }

  const byPath = useCommand('Evidence', async ({ client }) => {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const answer = await client.evidence.collect({
      incident: id,
      path,
      name,
      source,
      method,
      mediaType: 'application/octet-stream',
    });
    draft.change({ path: '' });
    return answer;
  });

  return (
    <Panel title="Collect">
      <DraftNotice draft={draft} />
      <div className="fields">
        <TextInput
          label="Source"
          value={source}
          onChange={(next) => draft.change({ source: next })}
          maxLength={500}
          hint="System and place: gateway-02, /var/log/nginx/access.log"
        />
        <TextInput
          label="Method"
          value={method}
          onChange={(next) => draft.change({ method: next })}
          maxLength={500}
          hint="How it was taken: scp from the read-only mount, export in the console of the vendor"
        />
      </div>
      <DropZone
        className="drop"
        aria-label="Evidence files"
        isDisabled={!described}
        onDrop={(event) => {
          const files = event.items.filter((item) => item.kind === 'file').map((item) => item.getFile());
          void Promise.all(files).then(collectAll);
        }}
      >
        <Text slot="label" className="strong">
          {described ? 'Drop files here' : 'Say source and method first, then drop files here'}
        </Text>
        <FileTrigger
          allowsMultiple
          onSelect={(files) => {
            if (files !== null) void collectAll([...files]);
          }}
        >
          <Button icon="file" isDisabled={!described}>
            Choose files
          </Button>
        </FileTrigger>
      </DropZone>
      <CollectingList work={work} onDismiss={(key) => setWork((before) => before.filter((one) => one.key !== key))} />
      <div className="by-path">
        <TextInput
          label="Or a path on the console’s own machine"
          mono
          value={path}
          onChange={(next) => draft.change({ path: next })}
          maxLength={1000}
        />
        <Button busy={byPath.busy} isDisabled={!described || path.trim() === ''} onPress={() => void byPath.send()}>
          Collect by path
        </Button>
      </div>
      <FailureBox failure={byPath.failure} onRetry={() => void byPath.send()} />
    </Panel>
  );
}
