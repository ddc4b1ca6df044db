import { useRef, useState } from 'react';
import type { InferContractRouterInputs } from '@orpc/contract';
import type { Contract } from '../../../shared/contract/contract.ts';
import type { RegisterKind } from '../../../shared/register/field.ts';
import type { ImportPreview } from '../../../shared/view/import-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { ShownFailure } from '../../client/failure.ts';
import { useCommand } from '../../store/command.ts';
import { go } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AssetsHead } from './assets-head.tsx';
import { chosenFile } from './chosen-file.ts';
import { ImportFaults } from './import-faults.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportSource } from './import-source.tsx';

type Preview = InferContractRouterInputs<Contract>['incident']['previewImport'];
type Asked = Omit<Preview, 'incident'>;

/** File, preview, columns, faults; then, only when confirmed, one transaction. */
export function ImportScreen({ view }: { readonly view: IncidentView }) {
  const incident = view.incident as `inc-${string}`;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const seen = useRef<{ readonly asked: Asked; readonly preview: ImportPreview } | null>(null);
  const changes = useRef<Promise<unknown>>(Promise.resolve());
  const look = useCommand('Preview', async ({ client }, next: Asked) => {
    setAsked(next);
    const answer = await client.incident.previewImport({ incident, ...next });
    seen.current = { asked: next, preview: answer };
    setPreview(answer);
  });
  const [refused, setRefused] = useState<ShownFailure | null>(null);
  const load = useCommand('Preview', async ({ client }, file: File) => {
    const before = seen.current?.preview ?? null;
    const from = await chosenFile(file);
    setRefused('refused' in from ? from.refused : null);
    setPreview(null);
    if ('refused' in from) return;
    const fresh = await client.incident.previewImport({ incident, from });
    // The same table again, corrected: what was said about its columns still holds.
    const next: Asked = before !== null && sameColumns(before, fresh) ? { from, ...columnsOf(before) } : { from };
    const answer = next.mappings === undefined ? fresh : await client.incident.previewImport({ incident, ...next });
    setAsked(next);
    seen.current = { asked: next, preview: answer };
    setPreview(answer);
  });
  const record = useCommand('Import', async ({ client }) => {
    if (asked === null || preview === null) throw new Error('nothing was looked at');
    const { sha256, counts } = preview;
    const expect = { sha256, added: counts.added, corrected: counts.corrected };
    const answer = await client.incident.importRegister({ incident, ...asked, expect });
    go({ at: 'incident', incident, screen: 'assets', focus: null });
    return answer;
  });
  const inTurn = async (before: Promise<unknown>, next: () => Promise<unknown>): Promise<void> => {
    await before;
    await next();
  };
  const then = (next: () => Promise<unknown>): void => {
    changes.current = inTurn(changes.current, next);
  };
  /** One column after the other, each on what the one before gave: who is quicker than the answer loses no change. */
  const change = (what: RegisterKind, fieldsOf: (mapping: readonly string[]) => readonly string[]): void => {
    then(async () => {
      if (seen.current === null) return;
      const mappings = seen.current.preview.sheets.map((sheet) => ({
        what: sheet.what,
        fields: [...(sheet.what === what ? fieldsOf(sheet.mapping) : sheet.mapping)],
      }));
      await look.send({ ...seen.current.asked, mappings });
    });
  };
  const counts = preview?.counts;
  const valid = counts === undefined ? 0 : counts.added + counts.corrected;
  return (
    <div className="stack">
      <AssetsHead view={view} part="import" />
      <ImportSource
        incident={view.incident}
        busy={load.busy || look.busy}
        onFile={(file) => void load.send(file)}
        onIncident={(other) => {
          setPreview(null);
          setRefused(null);
          void look.send({ from: { incident: other } });
        }}
      />
      <FailureBox failure={refused ?? load.failure ?? look.failure} />
      {preview !== null && asked !== null && counts !== undefined && (
        <>
          {preview.sheets.map((sheet) => (
            <ImportMapping
              key={sheet.what}
              sheet={sheet}
              single={preview.sheets.length === 1 && 'bytes' in asked.from}
              onKind={(what) => then(() => look.send({ from: asked.from, what }))}
              onChange={(fieldsOf) => change(sheet.what, fieldsOf)}
            />
          ))}
          <Panel title="Import">
            <p>
              {counts.added} new, {counts.corrected} changed, {counts.same} the same, {counts.refused} refused. Rows
              that are refused or the same are not recorded; a changed row becomes a correction, and what stood before
              stays on record.
            </p>
            <FailureBox failure={record.failure} onRetry={() => void look.send(asked)} />
            <div className="row">
              <Button
                tone="primary"
                busy={record.busy || look.busy}
                isDisabled={valid === 0}
                onPress={() => void record.send()}
              >
                {valid === 0 ? 'Nothing to record' : `Record ${valid} ${valid === 1 ? 'row' : 'rows'}`}
              </Button>
              {counts.refused > 0 && valid > 0 && (
                <span className="small soft">
                  {counts.refused} refused {counts.refused === 1 ? 'row stays' : 'rows stay'} out; correct the file and
                  import it again, nothing is registered twice.
                </span>
              )}
            </div>
          </Panel>
          <ImportFaults rows={preview.rows} />
          <ImportRows preview={preview} />
        </>
      )}
    </div>
  );
}

function sameColumns(a: ImportPreview, b: ImportPreview): boolean {
  const titles = ({ sheets }: ImportPreview): string => JSON.stringify(sheets.map(({ header }) => header));
  return titles(a) === titles(b);
}

function columnsOf({ sheets }: ImportPreview): Pick<Asked, 'what' | 'mappings'> {
  const [only] = sheets;
  return {
    ...(sheets.length === 1 && only !== undefined ? { what: only.what } : {}),
    mappings: sheets.map(({ what, mapping }) => ({ what, fields: [...mapping] })),
  };
}
