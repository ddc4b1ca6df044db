import { words, type Words } from './language.ts';
import { entriesOf, findSource, valueOf, type Material } from './material.ts';
import { nothingOn, UNKNOWN_WORD, type Content } from './content.ts';
import type { Speech } from './value-words.ts';

const SUBJECT = words('trade secrets of the entity', 'Geschäftsgeheimnisse der Einrichtung');
const YES = words(
  'On the information recorded, the three conditions of Directive (EU) 2016/943 Art. 2(1) are met for information of the entity.',
  'Nach den festgehaltenen Angaben sind die drei Voraussetzungen des Art. 2 Nr. 1 der Richtlinie (EU) 2016/943 für Informationen der Einrichtung erfüllt.',
);
const NO = words(
  'At least one of the three conditions of Directive (EU) 2016/943 Art. 2(1) is recorded as not met.',
  'Mindestens eine der drei Voraussetzungen des Art. 2 Nr. 1 der Richtlinie (EU) 2016/943 ist als nicht erfüllt festgehalten.',
);
const OPEN = words(
  'Whether trade secrets of the entity are concerned is not established at this time.',
  'Ob Geschäftsgeheimnisse der Einrichtung betroffen sind, steht derzeit nicht fest.',
);
const OF_OTHERS: Readonly<Record<'customer' | 'vendor', Words>> = {
  customer: words(
    'The information concerned is recorded as held for a customer; it is not treated as a trade secret of the entity.',
    'Die betroffenen Informationen sind als für einen Kunden gehalten festgehalten; sie werden nicht als Geschäftsgeheimnis der Einrichtung behandelt.',
  ),
  vendor: words(
    'The information concerned is recorded as held for a vendor; it is not treated as a trade secret of the entity.',
    'Die betroffenen Informationen sind als für einen Anbieter gehalten festgehalten; sie werden nicht als Geschäftsgeheimnis der Einrichtung behandelt.',
  ),
};
const ANSWER = { yes: words('Yes', 'Ja'), no: words('No', 'Nein') };

/**
 * Three-limb test of Directive (EU) 2016/943 Art. 2(1), for secrets of the reporting entity only (regulation 6.3, pitfall 15).
 * A legal conclusion: an assessment whatever it says, and open as long as one limb or the holder is.
 */
export function tradeSecretContent(material: Material, speech: Speech): Content {
  const { language } = speech;
  const limbs = ['secret', 'value', 'steps'].map((limb) => findSource(material, `asset.tradeSecret.${limb}`));
  const holder = findSource(material, 'asset.tradeSecretHolder');
  const found = [...limbs, holder];
  if (found.every((one) => one.status === 'missing')) return nothingOn(SUBJECT[language], speech);
  const assess = (code: 'yes' | 'no' | null, text: Words): Content => ({
    value: code === null ? UNKNOWN_WORD[language] : ANSWER[code][language],
    raw: code,
    status: code === null ? 'unknown' : 'assessment',
    sentences: [{ text: text[language], cites: entriesOf(found), assessment: true }],
    badEntry: null,
  });
  const owner = valueOf(holder);
  if (owner === 'customer' || owner === 'vendor') return assess('no', OF_OTHERS[owner]);
  if (limbs.some((limb) => valueOf(limb) === 'no')) return assess('no', NO);
  if (owner === 'self' && limbs.every((limb) => valueOf(limb) === 'yes')) return assess('yes', YES);
  return assess(null, OPEN);
}
