import { DOCUMENT_FORMATS, type DocumentFormat, FORMAT_TEXT } from '../../../shared/domain/sign-off.ts';
import type { DraftLine, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

/** One kept version as a file in the exports folder of this console, on record by its hash. */
export function PaperButtons({ view, draft }: { readonly view: IncidentView; readonly draft: DraftLine }) {
  const write = useCommand('File', ({ client }, format: DocumentFormat) =>
    client.notification.export({ incident: view.incident as `inc-${string}`, draft: draft.entry, format }),
  );
  const written = view.documents.filter((one) => one.draft === draft.entry).toReversed();
  return (
    <section className="stack-2" aria-label="Files of this version">
      <div className="row">
        <span className="soft">Write version {draft.version} as</span>
        {DOCUMENT_FORMATS.map((format) => (
          <Button key={format} size="small" icon="file" busy={write.busy} onPress={() => void write.send(format)}>
            {FORMAT_TEXT[format]}
          </Button>
        ))}
      </div>
      <FailureBox failure={write.failure} />
      {written.length > 0 && (
        <ul className="stack-1 small">
          {written.map((one) => (
            <li key={one.entry} className="row">
              <span className="wrap grow" title={one.path}>
                {one.name} <code>{one.sha256.slice(0, 12)}…</code>
              </span>
              <CopyButton text={one.path} what={`path of ${one.name}`} label="Copy path" />
              <CopyButton text={one.sha256} what={`SHA-256 of ${one.name}`} label="Copy SHA-256" />
              <EntryLink incident={view.incident} entry={one.entry} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
