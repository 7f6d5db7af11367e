import {
  emailReasons,
  readEmailAddress,
  type EmailReason,
} from '../../src/signInMethods/emailAddress';

const own = ['contoso.com', 'contoso.onmicrosoft.com'];

const taken: [typed: string, address: string][] = [
  ['alex@example.org', 'alex@example.org'],
  ['  alex@example.org\n', 'alex@example.org'],
  ['Alex.Wilber@Example.ORG', 'Alex.Wilber@example.org'],
  ['alex+recovery@mail.example.co.uk', 'alex+recovery@mail.example.co.uk'],
  ["o'brien_1@example.org", "o'brien_1@example.org"],
  ['a@b.io', 'a@b.io'],
  ['alex@notcontoso.com', 'alex@notcontoso.com'],
  ['alex@contoso.com.example.org', 'alex@contoso.com.example.org'],
  ['contoso.com@example.org', 'contoso.com@example.org'],
  ['alex@xn--bcher-kva.example', 'alex@xn--bcher-kva.example'],
  [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
];

const refused: [what: string, typed: string, reason: EmailReason][] = [
  ['nothing', '', 'email-empty'],
  ['only spaces', ' \t\n', 'email-empty'],
  ['no @', 'alex.example.org', 'email-form'],
  ['nothing before the @', '@example.org', 'email-form'],
  ['nothing after the @', 'alex@', 'email-form'],
  ['no dot in the domain', 'alex@localhost', 'email-form'],
  ['two @', 'alex@contoso.com@example.org', 'email-form'],
  ['a list', 'alex@example.org,eve@example.net', 'email-form'],
  ['a list with semicolons', 'alex@example.org;eve@example.net', 'email-form'],
  ['a display name', 'Alex <alex@example.org>', 'email-characters'],
  ['angle brackets', '<alex@example.org>', 'email-form'],
  ['a group', 'all:alex@example.org;', 'email-form'],
  ['a comment that hides a domain', 'a@contoso.com(comment)@evil.test', 'email-form'],
  ['a comment', 'alex(me)@example.org', 'email-form'],
  ['quotes', '"alex"@example.org', 'email-form'],
  ['a quoted @', '"alex@x"@example.org', 'email-form'],
  ['an address literal', 'alex@[127.0.0.1]', 'email-form'],
  ['a bare address of a machine', 'alex@127.0.0.1', 'email-form'],
  ['a port', 'alex@example.org:25', 'email-form'],
  ['a path', 'alex@example.org/evil', 'email-form'],
  ['a mail link', 'mailto:alex@example.org', 'email-form'],
  ['a second header', 'alex@example.org\r\nBcc: eve@example.net', 'email-form'],
  ['a line break', 'alex@example.org\r\nBcc', 'email-characters'],
  ['a space', 'al ex@example.org', 'email-characters'],
  ['a NUL', 'alex@example.org\u0000', 'email-characters'],
  ['a zero-width space', 'al\u200bex@example.org', 'email-characters'],
  ['a direction override', '\u202ealex@example.org', 'email-characters'],
  ['a full-width @', 'alex＠example.org', 'email-form'],
  ['a letter that only looks Latin', 'alex@cоntoso.com', 'email-characters'],
  ['an umlaut in the domain', 'alex@bücher.example', 'email-characters'],
  ['a leading dot', '.alex@example.org', 'email-form'],
  ['a trailing dot before the @', 'alex.@example.org', 'email-form'],
  ['two dots', 'al..ex@example.org', 'email-form'],
  ['a domain with a trailing dot', 'alex@example.org.', 'email-form'],
  ['a domain with two dots', 'alex@example..org', 'email-form'],
  ['a domain with a leading hyphen', 'alex@-example.org', 'email-form'],
  ['a label of 64 characters', `alex@${'e'.repeat(64)}.org`, 'email-form'],
  ['65 characters before the @', `${'a'.repeat(65)}@example.org`, 'email-form'],
  ['300 characters before the @', `${'a'.repeat(300)}@example.org`, 'email-too-long'],
  ['255 characters', `alex@${'e.'.repeat(124)}ee`, 'email-too-long'],
  ["the organisation's domain", 'user@contoso.com', 'email-own-domain'],
  ['its sub-domain', 'user@mail.contoso.com', 'email-own-domain'],
  ['its domain in capitals with a dot', 'USER@CONTOSO.COM.', 'email-own-domain'],
  ['its domain with an ideographic stop', 'user@contoso。com', 'email-own-domain'],
  ['its domain in full width', 'user@ｃｏｎｔｏｓｏ.com', 'email-own-domain'],
  ['its domain with a zero-width space', 'user@con\u200btoso.com', 'email-own-domain'],
  ['its domain with a soft hyphen', 'user@con\u00adtoso.com', 'email-own-domain'],
  ["the tenant's first domain", 'user@contoso.onmicrosoft.com', 'email-own-domain'],
  ["the account's own mailbox", 'me@mailbox.example', 'email-own-address'],
  ['its mailbox in capitals', 'ME@Mailbox.Example', 'email-own-address'],
  ['an alias of its mailbox', 'me+reset@mailbox.example', 'email-own-address'],
  ['an alias with two signs', 'me+a+b@mailbox.example', 'email-own-address'],
];

describe('an e-mail address', () => {
  it.each(taken)('typed as %j is taken as %s', (typed, address) => {
    expect(readEmailAddress(typed, own)).toEqual({ ok: true, address });
  });

  it.each(refused)('is refused: %s (%j)', (_what, typed, reason) => {
    expect(readEmailAddress(typed, own, 'me+teams@mailbox.example')).toEqual({ ok: false, reason });
  });

  it.each(emailReasons)('can be refused for the reason %s', (reason) => {
    expect(refused.map(([, , each]) => each)).toContain(reason);
  });

  it('is refused with any character outside printable ASCII at any place', () => {
    const address = 'alex@example.org';
    const foreign = ['\u0000', '\r', '\n', ' ', '\u007f', '\u200b', '\u202e', 'é', 'а', '😀'];
    const tried = foreign.flatMap((sign) =>
      Array.from(
        { length: address.length - 1 },
        (_, i) => address.slice(0, i + 1) + sign + address.slice(i + 1),
      ),
    );
    expect(tried.filter((typed) => readEmailAddress(typed, own).ok)).toEqual([]);
  });

  it('of exactly 254 characters is taken', () => {
    const address = `alex@${'e.'.repeat(123)}org`;
    expect(address).toHaveLength(254);
    expect(readEmailAddress(address, own)).toEqual({ ok: true, address });
  });

  it('of any domain is taken where the organisation names none', () => {
    expect(readEmailAddress('user@contoso.com', [])).toMatchObject({ ok: true });
  });
});
