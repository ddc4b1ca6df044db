import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import { print } from './terminal.ts';

/** A verification as text: the verdict first, then what was found, then what it does and does not show. */
export function printReport(report: Report, asJson: boolean): number {
  if (asJson) print(JSON.stringify(report));
  else {
    const { summary } = report;
    print(report.verified ? 'verified' : 'NOT verified');
    for (const finding of report.findings)
      print(`${finding.severity}\t${finding.code}\t${where(finding)}${finding.message}`);
    for (const statement of report.statements) print(`note\t${statement}`);
    print(`${summary.entries} entries, ${summary.checkpoints} checkpoints, ${summary.evidenceFiles} evidence files`);
    for (const { name, fingerprint, signed } of summary.operators)
      print(`operator\t${fingerprint}\t${name}\t${signed} signed`);
    for (const { name, fingerprint, size, time } of summary.witnessed)
      print(`witnessed\t${size}\t${time}\t${name}\t${fingerprint}`);
    if (summary.consoleFingerprint !== null) print(`console\t${summary.consoleFingerprint}`);
    if (summary.root !== null) print(`root\t${summary.root}`);
  }
  return report.verified ? 0 : 1;
}

function where({ entry, checkpoint, file }: Finding): string {
  const places = [
    ...(file === undefined ? [] : [file]),
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(checkpoint === undefined ? [] : [`checkpoint ${checkpoint}`]),
  ];
  return places.length === 0 ? '' : `${places.join(', ')}: `;
}
