import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { CollectingList } from './collecting-list.tsx';

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
  const described = source.trim() !== '' && method.trim() !== '';
  const id = incident as `inc-${string}`;

  const collect = (files: readonly File[]): void => {
    store.collection.add(incident, files, source, method);
    // They stay in the boxes for the next file, and go on record with this one.
    draft.settle();
  };

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
    draft.settle();
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
          void Promise.all(files).then(collect);
        }}
      >
        <Text slot="label" className="strong">
          {described ? 'Drop files here' : 'Say source and method first, then drop files here'}
        </Text>
        <FileTrigger
          allowsMultiple
          onSelect={(files) => {
            if (files !== null) collect([...files]);
          }}
        >
          <Button icon="file" isDisabled={!described}>
            Choose files
          </Button>
        </FileTrigger>
      </DropZone>
      <CollectingList incident={incident} />
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
