import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { ConsoleKeyView, ConsoleView, IncidentLine } from '../../../shared/view/console-view.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { Journal } from '../journal.ts';
import { notHandedOver } from '../use-cases/people/hand-over-console.ts';
import { witnessViews } from '../witnesses.ts';
import { behindViews } from './behind-views.ts';
import { legalDates } from './legal-dates.ts';
import { permitsView } from './permits-view.ts';

export function consoleView(desk: Desk, session: Session): ConsoleView {
  const { services, journal } = desk;
  return {
    version: services.version,
    host: services.host,
    home: services.files.root,
    setUp: journal !== null,
    organisation: journal?.organisation ?? null,
    operators: journal?.views() ?? [],
    consoleKey: journal && consoleKeyView(desk, journal),
    permits: journal && permitsView(desk, journal),
    behind: journal && desk.sessions.anyoneSignedIn() ? behindViews(desk) : [],
    witnesses: witnessViews(desk),
    timestampRoots: [...(journal?.timestampRoots.values() ?? [])].map(({ name, rootSha256 }) => ({ name, rootSha256 })),
    session: desk.sessions.view(session),
    keyStore: { kind: services.wrapper ? 'passphrase+os' : 'passphrase', warning: services.wrapper?.warning ?? null },
    recordingProblem: desk.recordingProblem,
    now: services.clock.now(),
  };
}

function consoleKeyView(desk: Desk, { consoles, consoleFingerprint }: Journal): ConsoleKeyView {
  const former = consoles.all().slice(0, -1);
  return {
    fingerprint: consoleFingerprint,
    since: former.length > 0 ? (consoles.current?.since ?? null) : null,
    former: former.map(({ fingerprint }) => fingerprint),
    behind: desk.sessions.anyoneSignedIn() ? notHandedOver(desk) : [],
  };
}

/** One line per incident of the journal; a ledger that cannot be opened says why and does not hide the others. */
export function incidentLines(desk: Desk): readonly IncidentLine[] {
  return desk.requireJournal().incidents.map(({ incident, codename, exercise, registeredAt }) => {
    const line = { incident, codename, exercise, opening: null, dates: [] };
    // By the wall clock, also for an exercise that is played at another time.
    const unknown = { pattern: '', declaredAt: registeredAt, commanderName: '', entries: 0 };
    try {
      const opening = desk.incidents.progress(incident);
      if (opening !== null) return { ...line, ...unknown, opening, problem: null };
      const open = desk.incident(incident);
      const { file } = open.state;
      return {
        ...line,
        pattern: file.pattern,
        declaredAt: registeredAt,
        commanderName: file.nameOf(file.commander),
        entries: open.writer.size,
        dates: exercise ? [] : legalDates(open, open.now()),
        problem: null,
      };
    } catch (error) {
      const problem =
        error instanceof BulkheadError
          ? `${error.message} (${error.code})`
          : 'this ledger cannot be replayed; run fsck';
      if (!(error instanceof BulkheadError))
        desk.services.log('incident-unreadable', `${incident}: ${error instanceof Error ? error.message : 'unknown'}`);
      return { ...line, ...unknown, problem };
    }
  });
}
