/** The decision matrix of reference PB3: what it advises by what happened, how sensitive it is, and how sure people are. */
export const MATRIX = [
  {
    id: 'full-weights',
    what: 'Full weights leaked',
    confirmed:
      'Revoke, and a new model generation on changed data, tokenizer and prompt so that the copy ages; new fingerprints. Retraining is not required for confidentiality.',
    suspected: 'Rotate prompts, add a watermark, watch (M10); decide at 30 days.',
    low: 'Accept and watch.',
  },
  {
    id: 'adapter',
    what: 'Only an adapter leaked',
    confirmed: 'Retire the adapter, fine-tune a new one per tenant.',
    suspected: 'Issue the adapter again.',
    low: 'Accept.',
  },
  {
    id: 'training-data',
    what: 'Personal or financial training data leaked',
    confirmed:
      'Notify; delete source copies; retrain without the records on erasure, an order, or membership risk (AUC above 0.6 or any verbatim hit). Unlearning only as a bridge of at most 90 days.',
    suspected: 'Membership and canary-extraction tests decide.',
    low: 'Lineage note.',
  },
  {
    id: 'unlawful-data',
    what: 'Training data unlawfully processed or transferred',
    confirmed: 'Retrain or delete the model, unless anonymity is shown (EDPB Opinion 28/2024).',
    suspected: 'Run anonymity tests.',
    low: 'Legal note.',
  },
  {
    id: 'prompts',
    what: 'Prompts, templates or tools leaked',
    confirmed: 'Rotate prompts and tool secrets; no retraining.',
    suspected: 'Rotate.',
    low: 'Rotate at the next release.',
  },
  {
    id: 'algorithms',
    what: 'Algorithms or scoring rules leaked',
    confirmed: 'Change parameters, legal hold, fine-tune where they are embedded.',
    suspected: 'Review.',
    low: 'Accept.',
  },
  {
    id: 'embeddings',
    what: 'Embeddings or vectors leaked',
    confirmed: 'Embed again with a new model and key, purge; no retraining.',
    suspected: 'New key.',
    low: 'New key.',
  },
  {
    id: 'extraction',
    what: 'Behaviour was extracted through the interface',
    confirmed:
      'Coarser outputs, limits, watermark; fine-tune refusal of elicitation; retrain only if the economics say so.',
    suspected: 'Limits.',
    low: 'Accept.',
  },
  {
    id: 'poisoned',
    what: 'Poisoned or mixed tenant data',
    confirmed: 'Retrain from the last clean snapshot.',
    suspected: 'Quarantine and scan for poison.',
    low: 'Roll back.',
  },
] as const;
