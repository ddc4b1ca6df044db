import type { z } from 'zod';
import type { DocumentWritten, Recorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { assess } from '../../../shared/law/assessment.ts';
import { holdOf } from '../../../shared/law/case-facts.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import { type DossierMaterial, dossierOf, type VersionDiff } from '../../../shared/law/dossier/dossier.ts';
import { compareDrafts } from '../../../shared/law/forms/compare.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { isSameSeries } from '../../../shared/ledger/sign-off-rule.ts';
import type { Watch } from '../../ports/verification-workers.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { checkpointOver } from '../views/draft-paper.ts';
import { packOf } from '../views/legal-view.ts';
import { incidentView } from '../views/incident-view.ts';
import { readKeptDraft, readKeptDrafts } from '../views/kept-drafts.ts';
import { writeDocument } from '../write-document.ts';

/** One file for counsel over everything on the law desk, on record by its hash. Made at this moment: two made apart differ. */
export async function exportDossier(
  desk: Desk,
  session: Session,
  { incident, format }: z.infer<typeof inputs.exportDossier>,
  watch: Watch,
): Promise<Recorded & DocumentWritten> {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const view = incidentView(desk, open);
  const model = dossierOf(view, await materialOf(desk, open), checkpointOver(open, open.writer.size - 1));
  const { watermark, banner } = model.metadata;
  const bytes =
    format === 'json'
      ? utf8(`${JSON.stringify(model, null, 2)}\n`)
      : await desk.services.paper.pdf(
          { model, watermark: watermark === 'EXERCISE' ? watermark : null, banner, standing: [] },
          (done, total) => watch.onProgress?.({ phase: 'files', done, total }),
        );
  const stem = `${view.exercise ? 'EXERCISE-' : ''}dossier`;
  const written = await writeDocument(desk, open, { stem, format, bytes });
  const { name, sha256, size } = written;
  const body = { format, name, sha256, size, covers: view.ledger.sealed };
  return { ...open.record(seat, { kind: 'dossier.exported', body }), ...written };
}

async function materialOf(desk: Desk, open: OpenIncident): Promise<DossierMaterial> {
  const { file } = open.state;
  const pack = packOf(file);
  const assessments = new Map(
    file.organisation.entities.map((entity) => {
      const facts = entityFactsOf(entity);
      return [entity.id, assess(facts, holdOf(file.factsOf(entity.id), facts), pack)] as const;
    }),
  );
  const versions = (await readKeptDrafts(desk, open)).map(({ line, draft }) => {
    const entity = file.organisation.entities.find(({ id }) => id === line.entity)?.name ?? line.entity;
    const title = `${entity}: ${line.form}, version ${line.version} (${line.language})`;
    return { title, entry: line.entry, draft };
  });
  return { assessments, diffs: await diffsOf(desk, open), versions };
}

/**
 * Each kept version against the one before it in its language, the first one against what was there in another: whether a translation
 * says the same. Where both are in the vault as data.
 */
async function diffsOf(desk: Desk, open: OpenIncident): Promise<readonly VersionDiff[]> {
  const out: VersionDiff[] = [];
  const { drafts } = open.state.file;
  for (const [i, line] of drafts.entries()) {
    const before = drafts.slice(0, i).filter((one) => one.form === line.form && one.entity === line.entity);
    const earlier = before.findLast((one) => isSameSeries(one, line)) ?? before.at(-1);
    if (!earlier) continue;
    const [was, is] = [await readKeptDraft(desk, open, earlier), await readKeptDraft(desk, open, line)];
    if (was === null || is === null) continue;
    const { form, entity } = line;
    const languages = [earlier.language, line.language] as const;
    const changes = compareDrafts(was, is);
    out.push({ form, entity, from: earlier.version, to: line.version, languages, changes });
  }
  return out;
}
