import { z } from 'zod';
import { isInstant } from '../domain/instant.ts';
import { MEMBER_STATES } from '../domain/organisation.ts';
import { ASSET_KINDS, factDefinition, type FactId, type FactValue } from './facts.ts';
import { TRI } from './tri.ts';

/** The strict schema of a fact's value, for the command that records it. */
export function factValueSchema(id: FactId): z.ZodType<FactValue> {
  const definition = factDefinition(id);
  switch (definition.type) {
    case 'tri':
      return z.enum(TRI);
    case 'text':
      return z.string().trim().min(1).max(4000);
    case 'instant':
      return z.string().refine(isInstant);
    case 'number':
      return z.string().regex(/^(0|[1-9]\d{0,14})$/, 'a whole number');
    case 'choice':
      return z.string().refine((value) => Object.hasOwn(definition.choices ?? {}, value));
    case 'member-states':
      return z.array(z.enum(MEMBER_STATES)).min(1).readonly();
    case 'asset-kinds':
      return z.array(z.enum(ASSET_KINDS)).min(1).readonly();
  }
}
