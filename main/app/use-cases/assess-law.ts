import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { assess } from '../../../shared/law/assessment.ts';
import { holdOf, type HeldFact } from '../../../shared/law/case-facts.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import { factValueSchema } from '../../../shared/law/fact-value-schema.ts';
import { findPack } from '../../../shared/law/packs/registry.ts';
import type { LawAssessment } from '../../../shared/view/law-view.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { legalViewOf, packOf, rulePack } from '../views/legal-view.ts';
import { entityOf } from './decide-law.ts';

/**
 * Every legal test on the facts on record; with `suppose` on a copy of them, with `pack` under another pack. Nothing is recorded
 * whatever is asked, and a pending pack answers only here.
 */
export function assessLaw(desk: Desk, session: Session, input: z.infer<typeof inputs.assessLaw>): LawAssessment {
  desk.sessions.requireSignedIn(session);
  const open = desk.incident(input.incident);
  const { file } = open.state;
  const entity = entityOf(file, input.entity);
  const named = input.pack ?? rulePack.packVersion;
  const pack = packOf(file, findPack(named) ?? fail('BAD_INPUT', `this console has no rule pack ${named}`, ['pack']));
  const facts = new Map<string, HeldFact>(file.factsOf(entity.id));
  for (const { fact, value } of input.suppose) {
    const unknown = value === '';
    if (!unknown && !factValueSchema(fact).safeParse(value).success)
      fail('BAD_INPUT', 'the value does not fit this fact', ['suppose', fact]);
    facts.set(fact, { value, provenance: unknown ? 'unknown' : 'estimate', entry: null, evidence: [] });
  }
  const described = entityFactsOf(entity);
  const now = open.now();
  const { routing, report } = legalViewOf(file, entity, now, pack, facts);
  return {
    pack: { packVersion: pack.packVersion, title: pack.title, status: pack.status },
    supposed: input.suppose.map(({ fact }) => fact),
    routing,
    clocks: report.clocks,
    assessments: assess(described, holdOf(facts, described), pack),
  };
}
