/** An Adaptive Card as a person meets it: in lines to read, and as a form to fill in and press. */

export type Json = Record<string, unknown>;

/** What somebody fills in before a press: by the label (or a toggle's words) and, for a choice, by its words. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

const inStyle: Record<string, string> = { attention: '!! ', warning: '! ', good: 'ok ' };

const list = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);
const string = (value: unknown) => (typeof value === 'string' ? value : '');

/** Every line of a card, buttons in brackets, from top to bottom. */
export function cardLines(card: Json): string[] {
  return [...list(card['body']).flatMap(linesOf), ...actionLines(list(card['actions']))];
}

function linesOf(element: Json): string[] {
  switch (element['type']) {
    case 'TextBlock':
      return markdown(string(element['text'])).split('\n');
    case 'RichTextBlock':
      return list(element['inlines'])
        .map((run) => string(run['text']))
        .join('')
        .split('\n');
    case 'FactSet':
      return list(element['facts']).map(
        (f) => `${string(f['title'])}: ${markdown(string(f['value']))}`,
      );
    case 'ColumnSet': {
      const columns = list(element['columns']).map((c) => list(c['items']).flatMap(linesOf));
      return [columns.map((lines) => lines.join(', ')).join('  ')];
    }
    case 'Container': {
      if (element['selectAction']) return actionLines([element['selectAction'] as Json]);
      const mark = inStyle[string(element['style'])] ?? '';
      return list(element['items'])
        .flatMap(linesOf)
        .map((line) => mark + line);
    }
    case 'ActionSet':
      return actionLines(list(element['actions']));
    case 'Input.Text':
      return [
        `${label(element)}: ${string(element['value']) || '____'}` +
          (element['placeholder'] ? ` (${string(element['placeholder'])})` : ''),
      ];
    case 'Input.Toggle':
      return [
        (element['label'] ? `${label(element)}: ` : '') +
          `${element['value'] === element['valueOn'] ? '[x]' : '[ ]'} ${string(element['title'])}`,
      ];
    case 'Input.ChoiceSet':
      return choiceLines(element);
    default:
      throw new Error(`no lines are known for ${string(element['type'])}`);
  }
}

function choiceLines(element: Json): string[] {
  const choices = list(element['choices']);
  const chosen = string(element['value']).split(',');
  if (element['style'] !== 'expanded') {
    const title = string(choices.find((c) => c['value'] === element['value'])?.['title']);
    return [`${label(element)}: ${title || '____'} (one of ${choices.length})`];
  }
  const [open, close] = element['isMultiSelect'] ? ['[', ']'] : ['(', ')'];
  const marked = (c: Json) => (chosen.includes(string(c['value'])) ? 'x' : ' ');
  return [
    `${label(element)}:`,
    ...choices.map((c) => `  ${open}${marked(c)}${close} ${string(c['title'])}`),
  ];
}

function label(input: Json): string {
  return string(input['label']) + (input['isRequired'] ? '*' : '');
}

function actionLines(actions: readonly Json[]): string[] {
  if (actions.length === 0) return [];
  const buttons = actions.map((a) => {
    const title = string(a['title']);
    if (a['type'] === 'Action.OpenUrl') return `[${title} -> ${string(a['url'])}]`;
    return a['type'] === 'Action.ShowCard' ? `[${title} ...]` : `[${title}]`;
  });
  const opened = actions
    .filter((a) => a['type'] === 'Action.ShowCard')
    .flatMap((a) => [
      `  ${string(a['title'])} ...`,
      ...cardLines(a['card'] as Json).map((line) => `    ${line}`),
    ]);
  return [buttons.join(' '), ...opened];
}

/** What the client makes of Markdown: an escaped sign is the sign, bold is shown, a link is its words. */
function markdown(text: string): string {
  const signs = /\\([\\`*_[\]~<>#])|\*\*(.+?)\*\*|\[((?:[^\]\\]|\\.)*)\]\(([^)]*)\)/g;
  return text.replace(signs, (_all, sign?: string, bold?: string, words?: string, url?: string) => {
    if (sign !== undefined) return sign;
    if (bold !== undefined) return `<bold>${bold}</bold>`;
    const shown = (words ?? '').replace(/\\/g, '');
    return shown === url ? shown : `${shown} (-> ${url})`;
  });
}

/** A button, with the inputs whose values go along: those of its own card and of the cards it lies in. */
export interface Button {
  readonly action: Json;
  readonly inputs: readonly Json[];
}

/** Finds a button by its title; more than one title leads into what `Action.ShowCard` opens. */
export function buttonOf(
  card: Json,
  [title, ...inside]: readonly string[],
  around: readonly Json[] = [],
): Button | undefined {
  const inputs = [...around, ...list(card['body']).flatMap(inputsOf)];
  const sets = list(card['body'])
    .flatMap(elementsOf)
    .filter((e) => e['type'] === 'ActionSet');
  const pressable = list(card['body'])
    .flatMap(elementsOf)
    .flatMap((e) => (e['selectAction'] ? [e['selectAction'] as Json] : []));
  const actions = [
    ...sets.flatMap((s) => list(s['actions'])),
    ...list(card['actions']),
    ...pressable,
  ];
  const action = actions.find((a) => a['title'] === title);
  if (!action) return undefined;
  return inside.length > 0
    ? buttonOf(action['card'] as Json, inside, inputs)
    : { action, inputs: action['associatedInputs'] === 'none' ? [] : inputs };
}

function elementsOf(element: Json): Json[] {
  const inner = [...list(element['items']), ...list(element['columns'])];
  return [element, ...inner.flatMap(elementsOf)];
}

function inputsOf(element: Json): Json[] {
  return elementsOf(element).filter((e) => string(e['type']).startsWith('Input.'));
}

/**
 * Fills a form in: the values that are sent, what was filled in as lines, and the messages of required inputs
 * that stayed empty.
 * @throws when something is filled in that the form does not ask for.
 */
export function fill(inputs: readonly Json[], filled: Filled) {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  const asked = new Map(inputs.map((i) => [string(i['label']) || string(i['title']), i]));
  for (const name of Object.keys(filled))
    if (!asked.has(name)) throw new Error(`the form does not ask for “${name}”`);
  for (const [name, input] of asked) {
    const given = filled[name];
    const value = given === undefined ? string(input['value']) : valueOf(input, given);
    const isEmpty = input['type'] === 'Input.Toggle' ? value !== input['valueOn'] : !value.trim();
    if (input['isRequired'] && isEmpty) problems.push(string(input['errorMessage']));
    values[string(input['id'])] = value;
  }
  const told = Object.entries(filled).map(
    ([name, value]) => `${name}: ${[value].flat().join(', ')}`,
  );
  return { values, told, problems };
}

function valueOf(input: Json, given: string | readonly string[]): string {
  const words = [given].flat();
  if (input['type'] === 'Input.Toggle')
    return string(words[0] === 'yes' ? input['valueOn'] : input['valueOff']);
  if (input['type'] !== 'Input.ChoiceSet') return words.join(' ');
  const chosen = words.map((w) => {
    const choice = list(input['choices']).find((c) => c['title'] === w);
    if (!choice) throw new Error(`“${w}” cannot be chosen`);
    return string(choice['value']);
  });
  return chosen.join(',');
}
