import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { bytesText } from '../../ui/time-text.ts';
import { EntryLink } from '../timeline/entry-link.tsx';

const TYPE_TEXT = { journal: 'Journal of the console', incident: 'Live incident', exercise: 'Exercise' } as const;

interface Props {
  readonly report: Report;
  /** Set when the entries can be opened here. */
  readonly incident: string | null;
}

/** Verified or not in one word, then every finding with its place, then what the check cannot show. */
export function ReportCard({ report, incident }: Props) {
  const errors = report.findings.filter((one) => one.severity === 'error').length;
  const { summary } = report;
  return (
    <div className="stack" aria-live="polite">
      <div className={report.verified ? 'verdict verdict-good' : 'verdict verdict-bad'}>
        <Icon name={report.verified ? 'seal' : 'alert'} size={28} />
        <div>
          <p className="verdict-word">{report.verified ? 'Verified' : 'Not verified'}</p>
          <p>
            {report.verified
              ? `${summary.entries} entries, ${summary.checkpoints} checkpoints, ${summary.evidenceFiles} evidence files: no error found.`
              : `${errors} ${errors === 1 ? 'error' : 'errors'} found. Keep these bytes as they are.`}
          </p>
        </div>
      </div>
      {report.findings.length > 0 && (
        <div className="stack-2">
          <h3>Findings</h3>
          <ul className="stack-2">
            {report.findings.map((finding) => (
              <FindingLine
                key={`${finding.code} ${placeText(finding)} ${finding.message}`}
                finding={finding}
                incident={incident}
              />
            ))}
          </ul>
        </div>
      )}
      {report.statements.length > 0 && (
        <div className="stack-2">
          <h3>What this shows and what it does not</h3>
          <ul className="bullets">
            {report.statements.map((statement) => (
              <li key={statement} className="measure">
                {statement}
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl className="facts">
        <dt>Ledger</dt>
        <dd>
          {summary.type === null ? 'Not known' : TYPE_TEXT[summary.type]}, <code>{summary.origin ?? 'no origin'}</code>
        </dd>
        <dt>Evidence</dt>
        <dd>
          {summary.evidenceFiles} files, {bytesText(summary.evidenceBytes)}
        </dd>
        <dt>Root</dt>
        <dd>{summary.root === null ? 'None' : <Hash value={summary.root} what="root" />}</dd>
        <dt>Console</dt>
        <dd>
          {summary.consoleFingerprint === null ? (
            'Not known'
          ) : (
            <Hash value={summary.consoleFingerprint} what="console fingerprint" />
          )}
        </dd>
        {summary.operators.map((one) => (
          <div key={one.fingerprint} className="shortcut">
            <dt>Signed by</dt>
            <dd>
              {one.name}, {one.signed} {one.signed === 1 ? 'checkpoint' : 'checkpoints'}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function FindingLine({ finding, incident }: { readonly finding: Finding; readonly incident: string | null }) {
  const place = placeText(finding);
  return (
    <li className="finding">
      {finding.severity === 'error' ? (
        <Mark tone="wait" icon="cross">
          Error
        </Mark>
      ) : (
        <Mark tone="calm" icon="alert">
          Note
        </Mark>
      )}
      <div className="stack-1 grow">
        <p className="strong wrap">
          {place !== '' && `${place.charAt(0).toUpperCase()}${place.slice(1)}: `}
          {finding.message}
          {incident !== null && finding.entry !== undefined && <EntryLink incident={incident} entry={finding.entry} />}
        </p>
        <p className="small soft wrap">
          <code>{finding.code}</code>
        </p>
      </div>
    </li>
  );
}

function placeText(finding: Finding): string {
  const parts = [
    finding.entry !== undefined && `entry ${finding.entry}`,
    finding.checkpoint !== undefined && `checkpoint over ${finding.checkpoint} entries`,
    finding.file !== undefined && `file ${finding.file}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
