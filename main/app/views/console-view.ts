import { decodeEntry } from '../../../shared/ledger/entry.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { CatalogView } from '../../../shared/view/catalog-view.ts';
import type { ConsoleView, IncidentLine } from '../../../shared/view/console-view.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { leakPatterns } from '../../../playbooks/leak-patterns/registry.ts';
import { playbooks } from '../../../playbooks/registry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { witnessViews } from '../witnesses.ts';

export function consoleView(desk: Desk, session: Session): ConsoleView {
  const { services, journal } = desk;
  return {
    version: services.version,
    host: services.host,
    home: services.files.root,
    setUp: journal !== null,
    organisation: journal?.organisation ?? null,
    operators: journal?.views() ?? [],
    witnesses: witnessViews(desk),
    timestampRoots: [...(journal?.timestampRoots.values() ?? [])].map(({ name, rootSha256 }) => ({ name, rootSha256 })),
    session: desk.sessions.view(session),
    keyStore: { kind: services.wrapper ? 'passphrase+os' : 'passphrase', warning: services.wrapper?.warning ?? null },
    recordingProblem: desk.recordingProblem,
    now: services.clock.now(),
  };
}

export async function catalogView(desk: Desk): Promise<CatalogView> {
  const actions = await Promise.all(
    actionTemplates.map(async ({ id, title, purpose, reversal, trap, fields, programs }) => {
      const found = await Promise.all(programs.map((program) => desk.services.runner.available(program)));
      return { id, title, purpose, reversal, trap, fields, missingPrograms: programs.filter((_, i) => !found[i]) };
    }),
  );
  return {
    patterns: leakPatterns,
    playbooks: playbooks.map(({ id, title, summary }) => ({ id, title, summary })),
    actions,
  };
}

/** One line per incident of the journal; a ledger that cannot be opened says why and does not hide the others. */
export function incidentLines(desk: Desk): readonly IncidentLine[] {
  return desk.requireJournal().incidents.map(({ incident, codename, exercise }) => {
    const line = { incident, codename, exercise };
    try {
      const open = desk.incident(incident);
      const { file } = open.state;
      const first = open.writer.reader.read(0, 1)[0];
      const genesis = first ? decodeEntry(first.bytes) : null;
      const declaredAt = file.declaredAt ?? (genesis?.ok ? genesis.entry.at.recorded : desk.services.clock.now());
      return {
        ...line,
        pattern: file.pattern,
        declaredAt,
        commanderName: file.nameOf(file.commander),
        entries: open.writer.size,
        problem: null,
      };
    } catch (error) {
      const problem =
        error instanceof BulkheadError
          ? `${error.message} (${error.code})`
          : 'this ledger cannot be replayed; run fsck';
      if (!(error instanceof BulkheadError))
        desk.services.log('incident-unreadable', `${incident}: ${error instanceof Error ? error.message : 'unknown'}`);
      return { ...line, pattern: '', declaredAt: desk.services.clock.now(), commanderName: '', entries: 0, problem };
    }
  });
}
