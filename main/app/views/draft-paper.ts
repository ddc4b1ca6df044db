import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { ROLE_WORDS } from '../../../shared/domain/role-words.ts';
import { OPINION_TEXT, type Opinion } from '../../../shared/domain/sign-off.ts';
import { utcWords } from '../../../shared/law/dossier/law-items.ts';
import { documentOf, type DocumentMetadata } from '../../../shared/law/forms/document.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import { words, type Language, type Words } from '../../../shared/law/forms/language.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import { type SignOffView, signOffAt } from '../../../shared/view/sign-off.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';

const KEPT = words(
  'Version {} kept by {} at {}; SHA-256 of its text {}',
  'Fassung {}, festgehalten von {} am {}; SHA-256 des Textes {}',
);
const OPINION = words('{} ({}): {}{}', '{} ({}): {}{}');
const SIGNED = words('{} signed as {} at {}', '{} hat unterzeichnet ({}), {}');
const LOCKED = words(
  'LOCKED VERSION {}, SIGNED BY TWO PEOPLE',
  'FREIGEGEBENE FASSUNG {}, VON ZWEI PERSONEN UNTERZEICHNET',
);
const OPINIONS: Readonly<Record<Opinion, Words>> = {
  agrees: words(OPINION_TEXT.agrees, 'einverstanden'),
  'agrees-with-remarks': words(OPINION_TEXT['agrees-with-remarks'], 'einverstanden, mit Anmerkungen'),
  disagrees: words(OPINION_TEXT.disagrees, 'nicht einverstanden'),
};

/** A kept version as paper, with how its sign-off stands now; once it was filed, with how it stood then. */
export function draftPaper(
  desk: Desk,
  open: OpenIncident,
  line: DraftLine,
  draft: Draft,
): { readonly paper: Paper; readonly state: SignOffView['state'] } {
  const { file } = open.state;
  const model = documentOf(draft, {
    documentId: `${open.id} ${line.form} ${line.entity} v${line.version}`,
    entityName: file.organisation.entities.find(({ id }) => id === line.entity)?.name ?? line.entity,
    incident: open.id,
    madeAt: line.at,
    checkpoint: checkpointOver(open, line.entry),
  });
  const signOff = standingFor(open, line);
  const locked = signOff.state === 'locked' && !draft.exercise;
  const { metadata } = model;
  return {
    state: signOff.state,
    paper: {
      model,
      watermark: locked ? null : metadata.watermark,
      banner: locked ? filled(LOCKED[draft.language], String(line.version)) : metadata.banner,
      standing: standingOf(line, signOff, draft.language),
    },
  };
}

/** What was filed as a locked version stays one: its paper is what was sent, byte for byte, whenever it is asked for. */
function standingFor(open: OpenIncident, line: DraftLine): SignOffView {
  const { file } = open.state;
  for (const { draft, filedAt } of file.filings) {
    const then = draft === line.entry ? signOffAt(file, line, filedAt) : null;
    if (then?.state === 'locked') return then;
  }
  return signOffAt(file, line, open.now());
}

function standingOf(line: DraftLine, { opinions, signatures }: SignOffView, language: Language): Paper['standing'] {
  return [
    {
      text: filled(KEPT[language], String(line.version), line.by, utcWords(line.at), line.textSha256),
      cites: [line.entry],
    },
    ...opinions.map(({ by, as, opinion, text, entry }) => ({
      text: filled(
        OPINION[language],
        by,
        ROLE_WORDS[as][language],
        OPINIONS[opinion][language],
        text === '' ? '' : `: ${text}`,
      ),
      cites: [entry],
    })),
    ...signatures
      .filter(({ held, expired }) => held && !expired)
      .map(({ by, as, at, entry }) => ({
        text: filled(SIGNED[language], by, ROLE_WORDS[as][language], utcWords(at)),
        cites: [entry],
      })),
  ];
}

/** The first signed checkpoint over an entry: the one under which it can be proved. Always the same for the same entry. */
export function checkpointOver({ writer }: OpenIncident, entry: number): DocumentMetadata['checkpoint'] {
  const stored = writer.reader.checkpointOver(entry);
  const [text = ''] = stored ? new TextDecoder().decode(stored.note).split('\n\n') : [];
  const checkpoint = parseCheckpoint(`${text}\n`);
  return checkpoint ? { origin: writer.origin, size: checkpoint.size, root: toHex(checkpoint.root) } : null;
}

function filled(text: string, ...values: readonly string[]): string {
  return values.reduce((left, value) => left.replace('{}', () => value), text);
}
