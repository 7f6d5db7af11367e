/** Something in a form that is sent with it. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Checkboxes and radio buttons are sent when they are checked; a list gives what is selected. */
  readonly checked: boolean;
  readonly type: string;
}

export interface Button {
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

export interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
}

type Attributes = Readonly<Record<string, string>>;

/** The forms of a page, for pages as tidy as ours: quoted attributes, no script that adds to them. */
export function formsOf(html: string): Form[] {
  return elements(html, 'form').map(({ attributes, inner }) => ({
    action: attributes['action'] ?? '',
    method: (attributes['method'] ?? 'get').toLowerCase(),
    fields: [...inputsOf(inner), ...textAreasOf(inner), ...selectsOf(inner)],
    buttons: elements(inner, 'button')
      .filter((b) => (b.attributes['type'] ?? 'submit') === 'submit')
      .map((button) => ({
        text: textOf(button.inner),
        name: button.attributes['name'] ?? '',
        value: button.attributes['value'] ?? '',
      })),
  }));
}

/** The links of a page. */
export function linksOf(html: string): { href: string; text: string }[] {
  return elements(html, 'a').map(({ attributes, inner }) => ({
    href: attributes['href'] ?? '',
    text: textOf(inner),
  }));
}

/** What can be read on a page. */
export function textOf(html: string): string {
  const shown = html.replace(/<(script|style|head)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
  return decoded(shown).replace(/\s+/g, ' ').trim();
}

function inputsOf(html: string): Field[] {
  return [...html.matchAll(/<input\b([^>]*)>/gi)].map(([, written = '']) => {
    const attributes = attributesOf(written);
    const type = attributes['type'] ?? 'text';
    const isChoice = type === 'checkbox' || type === 'radio';
    const value = attributes['value'] ?? (isChoice ? 'on' : '');
    const checked = !isChoice || 'checked' in attributes;
    return { name: attributes['name'] ?? '', value, checked, type };
  });
}

function textAreasOf(html: string): Field[] {
  return elements(html, 'textarea').map(({ attributes, inner }) => {
    const value = decoded(inner);
    return { name: attributes['name'] ?? '', value, checked: true, type: 'textarea' };
  });
}

function selectsOf(html: string): Field[] {
  return elements(html, 'select').map(({ attributes, inner }) => {
    const options = elements(inner, 'option');
    const chosen = options.find((option) => 'selected' in option.attributes) ?? options[0];
    const value = chosen ? (chosen.attributes['value'] ?? textOf(chosen.inner)) : '';
    return { name: attributes['name'] ?? '', value, checked: true, type: 'select' };
  });
}

/** Every element of a kind; for kinds that do not lie in one another. */
export function elements(html: string, tag: string): { attributes: Attributes; inner: string }[] {
  const pattern = new RegExp(`<${tag}\\b([^>]*)>(.*?)</${tag}>`, 'gis');
  return [...html.matchAll(pattern)].map(([, written = '', inner = '']) => ({
    attributes: attributesOf(written),
    inner,
  }));
}

function attributesOf(written: string): Attributes {
  const found = [...written.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)];
  return Object.fromEntries(
    found.map(([, name = '', one, two, three]) => [
      name.toLowerCase(),
      decoded(one ?? two ?? three ?? ''),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, dec, hex, name) =>
    dec || hex
      ? String.fromCodePoint(Number.parseInt(String(dec ?? hex), dec ? 10 : 16))
      : (entities[String(name)] ?? whole),
  );
}
