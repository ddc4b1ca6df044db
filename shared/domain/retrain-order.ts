import { z } from 'zod';
import { InstantSchema, line, prose } from './ids.ts';

const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** Figures travel as text with up to four decimals: the ledger knows whole numbers only, and a rounded limit is another limit. */
const Decimal = z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.\d{1,4})?$/);

export const MUST_CHANGE = ['tokenizer', 'systemPrompt', 'seed'] as const;

/** The retrain order of reference PB3, for machines and people alike. Its gates are policy values, not law. */
export const RetrainOrder = z.strictObject({
  orderId: z.string().regex(/^RO-\d{4}$/),
  baseModelDigest: Digest,
  excludeDatasets: z
    .array(
      z.strictObject({
        name: line(160),
        sha256: z.string().regex(/^(?:[0-9a-f]{64})?$/),
        /** Rows or a query that selects them; empty for the whole dataset. */
        rows: line(1000, 0),
        reason: line(500),
        legalBasis: line(200, 0),
      }),
    )
    .max(100),
  includeSnapshot: line(300),
  codeCommit: z.string().regex(/^[0-9a-f]{7,64}$/),
  env: z.strictObject({ imageDigest: Digest, network: z.literal('none'), region: line(80) }),
  mustChange: z.array(z.enum(MUST_CHANGE)).max(3),
  gates: z.strictObject({
    evalSuite: line(160),
    maxRegressionPct: Decimal,
    psiMax: Decimal,
    latencyP95MaxRatio: Decimal,
    canaryExtractionMax: z.literal(0),
    miaAucMax: Decimal,
  }),
  deadline: InstantSchema,
  reason: prose(2000),
  supersedes: z
    .string()
    .regex(/^RO-\d{4}$/)
    .nullable(),
});
export type RetrainOrder = z.infer<typeof RetrainOrder>;
