/** Names that say nothing about the case, so a screen, a subject line or a corridor gives nothing away. */
const FIRST = [
  'Amber',
  'Birch',
  'Cedar',
  'Chalk',
  'Copper',
  'Coral',
  'Ember',
  'Fallow',
  'Flint',
  'Harbour',
  'Hazel',
  'Indigo',
  'Ivory',
  'Juniper',
  'Larch',
  'Linen',
  'Maple',
  'Marble',
  'Meadow',
  'Nickel',
  'Ochre',
  'Olive',
  'Pewter',
  'Quartz',
  'Russet',
  'Saffron',
  'Slate',
  'Tallow',
  'Umber',
  'Willow',
];
const SECOND = [
  'Anvil',
  'Barrel',
  'Beacon',
  'Bridge',
  'Button',
  'Candle',
  'Compass',
  'Cradle',
  'Fiddle',
  'Garden',
  'Gravel',
  'Hammock',
  'Ladder',
  'Lantern',
  'Mallet',
  'Market',
  'Mitten',
  'Needle',
  'Orchard',
  'Paddle',
  'Pantry',
  'Pebble',
  'Ribbon',
  'Saddle',
  'Signal',
  'Sundial',
  'Teapot',
  'Thimble',
  'Trestle',
  'Violin',
];

export function suggestCodename(taken: readonly string[]): string {
  for (let tries = 0; tries < 20; tries += 1) {
    const name = `${pick(FIRST)} ${pick(SECOND)}`;
    if (!taken.includes(name)) return name;
  }
  return `${pick(FIRST)} ${pick(SECOND)}`;
}

function pick(words: readonly string[]): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return words[number % words.length] ?? 'Slate';
}
