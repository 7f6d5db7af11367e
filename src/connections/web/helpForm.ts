import type { Language } from '../../organisation/language';
import type { Wording } from '../../wording/en';
import { escaped, paragraph } from './html';

/** What the form asks for; everything as typed. */
export interface HelpFields {
  readonly kind: 'lost-access' | 'suspicious-prompt';
  readonly name: string;
  readonly account: string;
  readonly what: string;
  readonly since: string;
  readonly reach: string;
  readonly someoneElse: boolean;
}

/** A field that no person sees: what fills it in is no person, or a browser that helps too much. */
export const trapName = 'website';

const longest = { name: 200, account: 200, what: 2000, since: 200, reach: 500 } as const;
type Text = keyof typeof longest;
export type HelpProblem = Exclude<Text, 'since'> | 'trap';

/** What came with a posted form, cut to what a desk reads. */
export function readHelpForm(form: URLSearchParams): HelpFields {
  const text = (name: Text) => (form.get(name) ?? '').slice(0, longest[name]);
  return {
    kind: form.get('kind') === 'suspicious-prompt' ? 'suspicious-prompt' : 'lost-access',
    name: text('name'),
    account: text('account'),
    what: text('what'),
    since: text('since'),
    reach: text('reach'),
    someoneElse: form.get('someoneElse') === 'yes',
  };
}

/** What must be put right before it can be sent. */
export function helpProblems(fields: HelpFields, form: URLSearchParams): HelpProblem[] {
  const needed = ['name', 'account', 'what', 'reach'] as const;
  const empty = needed.filter((name) => fields[name].trim() === '');
  return form.get(trapName) ? [...empty, 'trap'] : empty;
}

export interface FormContent {
  readonly say: Wording['helpPage'];
  readonly language: Language;
  /** Tells two presses of one form from two reports. */
  readonly once: string;
  readonly fields: HelpFields;
  readonly problems: readonly HelpProblem[];
}

/** The form, with what was typed, and what is wrong beside its label. */
export function helpForm({ say, language, once, fields, problems }: FormContent): string {
  const text = (name: Text, more: Pick<TextField, 'label' | 'hint' | 'complete' | 'lines'>) =>
    textField({
      ...more,
      name,
      value: fields[name],
      error: name !== 'since' && problems.includes(name) ? say.errors[name] : '',
      optional: name === 'since' ? say.optional : '',
    });
  return [
    `<form method="post" action="/help?language=${language}" novalidate>`,
    `<input type="hidden" name="once" value="${escaped(once)}">`,
    paragraph(say.required, 'quiet'),
    kinds(say, fields.kind),
    text('name', { label: say.name, complete: 'name' }),
    text('account', { label: say.account, complete: 'username' }),
    text('what', { label: say.what, lines: 4, hint: say.noSecrets }),
    text('since', { label: say.since }),
    text('reach', { label: say.reach, hint: say.reachHint }),
    `<p class="check"><input type="checkbox" id="someoneElse" name="someoneElse" value="yes"${fields.someoneElse ? ' checked' : ''}><label for="someoneElse">${escaped(say.someoneElse)}</label></p>`,
    `<div class="away" aria-hidden="true"><label for="${trapName}">${escaped(say.trap)}</label><input type="text" id="${trapName}" name="${trapName}" tabindex="-1" autocomplete="off"></div>`,
    `<p><button>${escaped(say.submit)}</button></p>`,
    '</form>',
  ].join('\n');
}

function kinds(say: Wording['helpPage'], chosen: HelpFields['kind']): string {
  const choices = (['lost-access', 'suspicious-prompt'] as const).map(
    (kind) =>
      `<p class="check"><input type="radio" id="${kind}" name="kind" value="${kind}"${kind === chosen ? ' checked' : ''}><label for="${kind}">${escaped(say.kinds[kind])}</label></p>`,
  );
  return `<fieldset><legend>${escaped(say.kind)}</legend>\n${choices.join('\n')}\n</fieldset>`;
}

interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly error: string;
  readonly optional: string;
  /** What browsers may fill in (HTML, "autofill"). */
  readonly complete?: string;
  readonly lines?: number;
}

function textField(field: TextField): string {
  const { name, label, value, hint, error, optional, complete = 'off', lines } = field;
  const notes = [
    ...(hint === undefined ? [] : [{ id: `${name}-hint`, text: hint, kind: 'quiet' }]),
    ...(error ? [{ id: `${name}-error`, text: error, kind: 'error' }] : []),
  ];
  const attributes = [
    `id="${name}" name="${name}" maxlength="${longest[name as Text]}" autocomplete="${complete}"`,
    ...(optional ? [] : ['required']),
    ...(error ? ['aria-invalid="true"'] : []),
    ...(notes.length > 0 ? [`aria-describedby="${notes.map((n) => n.id).join(' ')}"`] : []),
  ].join(' ');
  return [
    `<label for="${name}">${escaped(label)}${optional ? ` <span class="quiet">${escaped(optional)}</span>` : ''}</label>`,
    ...notes.map((n) => `<p class="note ${n.kind}" id="${n.id}">${escaped(n.text)}</p>`),
    // A line feed directly after the tag is not part of the value (HTML, "textarea").
    lines === undefined
      ? `<input type="text" ${attributes} value="${escaped(value)}">`
      : `<textarea ${attributes} rows="${lines}">\n${escaped(value)}</textarea>`,
  ].join('\n');
}

/** What is wrong, at the top, each a link to its field. */
export function helpSummary(say: Wording['helpPage'], problems: readonly HelpProblem[]): string {
  if (problems.length === 0) return '';
  const lines = problems.map((p) =>
    p === 'trap'
      ? `<li>${escaped(say.errors.trap)}</li>`
      : `<li><a href="#${p}">${escaped(say.errors[p])}</a></li>`,
  );
  return `<div class="summary" role="alert"><h2>${escaped(say.errorsTitle)}</h2>\n<ul>${lines.join('')}</ul></div>`;
}
