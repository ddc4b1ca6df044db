type Child = Node | string | false | null | undefined;

/** An element with classes, attributes and children. Text goes in as text: nothing here reads markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: { readonly class?: string; readonly attributes?: Readonly<Record<string, string>> } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** Characters that steer instead of show: controls, and those that turn the direction of the text around them. */
const STEERING = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text from the bundle, in its own direction and with every steering character spelled out. */
export function foreign(text: string): HTMLElement {
  const shown = text.replaceAll(STEERING, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  return element('bdi', {}, shown);
}

export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}
