import { sealOf, type PackSeal } from '../../../shared/law/pack-seal.ts';
import { PACK_PUBLISHERS, PACK_SIGNATURES } from '../../../shared/law/packs/signatures.ts';
import type { LawPackView } from '../../../shared/view/incident-view.ts';
import type { Desk } from '../desk.ts';
import { rulePack } from './legal-view.ts';

/** Checked once for each console: the pack is part of the program and does not change while it runs. */
const seals = new WeakMap<Desk, PackSeal>();

export function packSeal(desk: Desk): PackSeal {
  let seal = seals.get(desk);
  if (seal === undefined) {
    seal = sealOf(rulePack, PACK_SIGNATURES, PACK_PUBLISHERS, desk.services.crypto);
    seals.set(desk, seal);
  }
  return seal;
}

export function lawPackView(desk: Desk): LawPackView {
  const { packVersion, title, statusDate, awareness, sources } = rulePack;
  const { sha256, by, verified } = packSeal(desk);
  return { packVersion, title, statusDate, sha256, signature: { by, verified }, awareness, sources };
}
