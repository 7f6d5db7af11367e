/** Digits and what people put between them: +44 (0)7400 123-456, 1•2•3•4. */
const digits = /[+(]*\d(?:[\s().,/·•_*:;~+–—‐‑-]{0,4}\d){3,}/g;
const digitWord =
  '(?:\\d{1,3}|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|zéro|une?|deux|trois|quatre|cinq|sept|huit|neuf)';
const spelled = new RegExp(
  `(?<![\\p{L}\\d])${digitWord}(?:[\\s,.-]+${digitWord}){3,}(?![\\p{L}\\d])`,
  'giu',
);
const links = /\b(?:https?:\/\/|www\.)\S+/gi;
const addresses = [
  /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g,
  /[^\s<>()[\]"',;:]+ ?@ ?[^\s<>()[\]"',;:@]+ ?\. ?\p{L}{2,}/gu,
  /[\p{L}\d_.+-]+\s*(?:[([{]\s*(?:at|arobase|a)\s*[)\]}]|\s(?:at|arobase)\s)\s*[\p{L}\d-]+(?:\s*(?:\.|[([{]\s*(?:dot|point)\s*[)\]}]|\s(?:dot|point)\s)\s*[\p{L}\d-]+)+/giu,
];
/** Nothing that people say is as long as this. */
const noWord = /\S{60,}/g;
/** Passes, keys and tokens by their look: letters and two digits, or long and not a word. */
const mixed =
  /(?=[^\s,;:"()[\]]*\p{L})(?=[^\s,;:"()[\]\d]*\d[^\s,;:"()[\]]*\d)[^\s,;:"()[\]]{6,}/gu;
const long = /(?=\S*(?:\d|\p{Ll}\p{Lu}))[\w+/=.~-]{20,}/gu;
/** The same where a password is spoken of: one digit, or a sign in the middle, is enough. */
const odd = /(?=\S*\p{L})(?=\S*(?:\d|[#$%^&*!@?][\p{L}\d]))\S{5,}/gu;
const products =
  /^(?:office|microsoft|windows|win|iphone|ipad|ios|android|galaxy|pixel|samsung|nokia)\W?\d{1,3}\P{N}*$/iu;

const passwordWord =
  /(?<![\p{L}\d])(?:pas{1,3}[ -]?w[or0]{0,3}d?s?|pass?[ -]?(?:codes?|phrases?)|pass(?=\s*[:=]|\s+is\s)|psw|pwo?r?d|pw|mdp|mots? ?(?:de ?)?pass?e?s?|access pass|passe d'accès(?: temporaire)?|phrases? secrètes?|pin|nip)(?!\p{L})/iu;
/** "password: …", "mdp=…", 'passcode "…"'. */
const marked = /^([\s,;>/(–—-]*(?:[:=]+|["«“]|'(?!s\s))\s*)[^\n]+/;
/** "password for Teams is …", "mot de passe du portail : …". */
const told =
  /^((?:\s+[^\s:=.!?]+){0,5}?(?:\s*[:=]+|'s\s|\s+(?:is|was|are|est|était|c'est)\s)\s*)(\S+)([^\S\n]+\S+)?[^\n]*/iu;

const codeWords = ['code', 'tap', 'otp', 'token', 'jeton', 'clé', 'cle', 'key', 'secret'].flatMap(
  (w) => [w, w.charAt(0).toUpperCase() + w.slice(1), w.toUpperCase()],
);
const codeWord = `(?<=(?<!\\p{L})(?:${codeWords.join('|')})[sS]?`;
const codes = [
  new RegExp(`${codeWord}\\s*[:=]\\s*)[^\\s[]\\S*`, 'gu'),
  new RegExp(
    `${codeWord}\\s+(?:(?:is|was|est|était)\\s+)?)(?:(?=\\S*\\d)\\S{3,}|\\p{Lu}{5,}(?!\\p{L}))`,
    'gu',
  ),
];

/** How sentences go on after "password" that do not give one away. */
const ordinary = new Set(
  `a about account again already also always am an and another any app application are as asked asking at authentication authenticator be because been before being blank broken
  but by call can cannot cant change changed changing code codes correct could didnt do does doesnt dont each else email even ever every expire expired expires failed
  fails first for forgot forgotten from get getting had has have help how i if in incorrect invalid is isnt it its just keeps keep last link locked login lost manager
  method mfa missing microsoft multi my need needed needs new no not now number of ok okay old on only or our outlook page phone please portal problem prompt protected recovery
  rejected requested required reset resets resetting right s same says screen security self service set settings should si sign slow so some still supposed teams than thanks
  that the their then there they this time to together too two until up update updated use used using valid verification via was wasnt we were what when where whether
  which while who why will with without wont work worked working works would wrong you your
  apres au aussi aux avant avec bon bloque car ce cela ces cette change changer comment compte correct courriel dans de demande depuis des donc du elle en encore
  ensemble entre est et etait expire faut faux fonctionne fonctionnait incorrect invalide je la le les leur lors ma mais marche mauvais mes methode mon ne ni non notre
  nous nouveau obligatoire on ou oublie par pas perdu plus portail pour puis quand que quel quelle qui quoi refuse reinitialisation reinitialiser requis sa sans
  ses si son sur ta telephone tes ton toujours tout tu un une unique valide vos votre vous y`
    .split(/\s+/)
    .filter(Boolean),
);

/** What a password is said to be where the next word is not the password. */
const states = new Set(
  `always already asked asking being blank blocked broken changed changing correct expired expiring fine incorrect invalid just known locked missing needed never no not
  ok okay rejected required reset right still too used valid working wrong
  bloque bon change correct demande encore expire faux incorrect invalide mauvais obligatoire oublie pas perdu plus refuse requis toujours valide`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * A message without what could identify a person or let somebody in: phone numbers, addresses, codes, tokens,
 * links, and what follows words like "password". Where it is not sure it removes too much.
 */
export function redacted(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Nd}/gu, westernDigit)
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, (gap) => (gap.includes('\n') ? '\n' : ' '))
    .replace(links, '[link]')
    .replace(noWord, '[secret]');
  const unaddressed = addresses.reduce((left, address) => left.replace(address, '[e-mail]'), plain);
  const guarded = passwordWord.test(unaddressed)
    ? withoutPasswords(unaddressed).replace(odd, unlessProduct)
    : unaddressed;
  const unnumbered = guarded
    .replace(long, '[secret]')
    .replace(mixed, unlessProduct)
    .replace(digits, '[number]')
    .replace(spelled, '[number]');
  return codes.reduce((left, code) => left.replace(code, '[secret]'), unnumbered);
}

/** The same, to be shown: text with nothing to take out stays letter for letter as it was written. */
export function redactedToShow(text: string): string {
  const left = redacted(text);
  return /\[(?:e-mail|link|number|secret)\]/.test(left) ? left : text;
}

function withoutPasswords(text: string): string {
  const found = passwordWord.exec(text);
  if (!found) return text;
  const end = found.index + found[0].length;
  return text.slice(0, end) + withoutPassword(text.slice(end));
}

/** After ":" or "is" the rest of the line goes; after the bare word what no ordinary sentence goes on with. */
function withoutPassword(after: string): string {
  if (marked.test(after)) return withoutPasswords(after.replace(marked, '$1[secret]'));
  const tokens = after.split(/(?<=\s)(?=\S)/);
  const first = tokens.findIndex((t) => /[^\s,;>/(–—-]/.test(t));
  const length = tokens.slice(first).findIndex((t) => isOneOf(ordinary, t));
  if (first >= 0 && length < 0) return ' [secret]';
  const run = length > 0 ? ' [secret] ' : '';
  const rest = run ? tokens.slice(first + length).join('') : after;
  const [all = '', lead = '', next = '', then = ''] = told.exec(rest) ?? [];
  const isTold =
    /[:=]/.test(lead) || (next !== '' && !(isOneOf(states, next) && isOneOf(ordinary, then)));
  return (
    run +
    (isTold ? `${lead}[secret]` : lead) +
    withoutPasswords(rest.slice(isTold ? all.length : lead.length))
  );
}

/** Whether a word is in a list, without its accents, article and punctuation. What is no word is in every list. */
function isOneOf(list: ReadonlySet<string>, token: string): boolean {
  const word = token
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  const bare = word.replace(/^(?:[cdjlmnst]|qu)'/, '');
  return !word || list.has(bare) || list.has(word.replace(/'/g, ''));
}

function unlessProduct(token: string): string {
  return products.test(token) ? token : '[secret]';
}

/** Every script's digits stand in a block of ten that begins with its zero. */
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
