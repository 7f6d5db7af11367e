import type { PhoneType } from '../../src/signInMethods/method';
import {
  countryChoices,
  phoneReasons,
  readPhoneNumber,
  type PhoneReason,
} from '../../src/signInMethods/phoneNumber';
import { seededBelow } from '../support/random';

const taken: [typed: string, country: string, type: PhoneType, graph: string, from: string][] = [
  ['+44 7400 123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['07400 123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['7400123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['0044 7400 123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['+44 (0)7400 123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['+44-7400-123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['(07400) 123.456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['07400/123456', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['  +44 7400 123456  ', 'GB', 'mobile', '+44 7400123456', 'GB'],
  ['+44 (0)7911 123456', 'GB', 'mobile', '+44 7911123456', 'GG'],
  ['(807) 343-1234', 'CA', 'mobile', '+1 8073431234', 'CA'],
  ['001 807 343 1234', 'CA', 'mobile', '+1 8073431234', 'CA'],
  ['06 12 34 56 78', 'FR', 'mobile', '+33 612345678', 'FR'],
  ['020 7946 0958', 'GB', 'alternateMobile', '+44 2079460958', 'GB'],
  ['+44 7400 123456', 'GB', 'alternateMobile', '+44 7400123456', 'GB'],
  ['020 7946 0958', 'GB', 'office', '+44 2079460958', 'GB'],
  ['020 7946 0958 ext. 12', 'GB', 'office', '+44 2079460958x12', 'GB'],
  ['+44 20 7946 0958 x0012', 'GB', 'office', '+44 2079460958x0012', 'GB'],
  ['+39 06 1234 5678', 'IT', 'office', '+39 0612345678', 'IT'],
];

const refused: [what: string, typed: string, country: string, reason: PhoneReason][] = [
  ['nothing', '', 'GB', 'phone-empty'],
  ['only spaces', ' \t ', 'GB', 'phone-empty'],
  ['only a plus sign', '+', 'GB', 'phone-characters'],
  ['a word', 'my usual one', 'GB', 'phone-characters'],
  ['a number inside a sentence', 'call me +44 7400 123456', 'GB', 'phone-characters'],
  ['two numbers with their plus', '+44 7400 123456 / +44 7400 999999', 'GB', 'phone-characters'],
  ['two national numbers', '07400 123456 / 07400 999999', 'GB', 'phone-too-long'],
  ['two numbers with a comma', '07400123456,07400999999', 'GB', 'phone-characters'],
  ['two numbers on two lines', '07400123456\n07400999999', 'GB', 'phone-characters'],
  ['Arabic-Indic digits', '+٤٤٧٤٠٠١٢٣٤٥٦', 'GB', 'phone-characters'],
  ['full-width digits', '＋４４７４００１２３４５６', 'GB', 'phone-characters'],
  ['a zero-width space', '+44\u200b7400 123456', 'GB', 'phone-characters'],
  ['a direction override', '\u202e+44 7400 123456', 'GB', 'phone-characters'],
  ['a trailing NUL', '+44 7400 123456\u0000', 'GB', 'phone-characters'],
  ['the letter O', '+44O7400123456', 'GB', 'phone-characters'],
  ['words on a keypad', '+1-800-FLOWERS', 'US', 'phone-characters'],
  ['a dial string', '+44 7400 123456,,123#', 'GB', 'phone-characters'],
  ['a telephone link', 'tel:+447400123456', 'GB', 'phone-characters'],
  ['a parameter of a telephone link', '+447400123456;ext=5', 'GB', 'phone-characters'],
  ['two plus signs', '++44 7400 123456', 'GB', 'phone-characters'],
  ['an extension of a mobile phone', '+44 7400 123456 x5', 'GB', 'phone-extension'],
  ['an extension written out', '+44 7400 123456 ext. 5', 'GB', 'phone-extension'],
  ['40 digits', '1'.repeat(40), 'GB', 'phone-too-long'],
  ['1000 digits', '1'.repeat(1000), 'GB', 'phone-too-long'],
  ['one digit too many', '+44 7400 1234567', 'GB', 'phone-too-long'],
  ['a number stretched by spaces', `+44${' '.repeat(40)}7400 123456`, 'GB', 'phone-too-long'],
  ['a single digit', '7', 'GB', 'phone-too-short'],
  ['half a number', '07400 1', 'GB', 'phone-too-short'],
  ['the emergency number', '999', 'GB', 'phone-too-short'],
  ['the range for film and television', '07700 900123', 'GB', 'phone-not-a-number'],
  ['a country code that nobody has', '+999 7400 123456', 'GB', 'phone-not-a-number'],
  ['a satellite telephone', '+881 612345678', 'GB', 'phone-not-a-number'],
  ['a landline for a mobile phone', '020 7946 0958', 'GB', 'phone-not-mobile'],
  ["another country's number", '+33 6 12 34 56 78', 'GB', 'phone-country-differs'],
  ['no country', '07400 123456', '', 'phone-country-missing'],
  ['a country in small letters', '07400 123456', 'gb', 'phone-country-missing'],
  ['a country that is not one', '07400 123456', 'XX', 'phone-country-missing'],
  [
    'a property of every object as the country',
    '07400 123456',
    'toString',
    'phone-country-missing',
  ],
  ['a prototype as the country', '07400 123456', '__proto__', 'phone-country-missing'],
  ['British premium rate', '+44 909 8790000', 'GB', 'phone-premium'],
  ['British service numbers', '+44 871 2345678', 'GB', 'phone-premium'],
  ['British personal numbers', '+44 70 1234 5678', 'GB', 'phone-premium'],
  ['British freephone', '+44 800 123 4567', 'GB', 'phone-premium'],
  ['British numbers of companies', '0300 123 4567', 'GB', 'phone-premium'],
  ['British service numbers of another kind', '0843 123 4567', 'GB', 'phone-premium'],
  ['British pagers', '07640 123456', 'GB', 'phone-premium'],
  ['British internet telephones', '055 1234 5678', 'GB', 'phone-premium'],
  ['Swiss numbers of shared cost', '0840 123456', 'CH', 'phone-premium'],
  ['a Swiss answering machine', '086 079 123 45 67', 'CH', 'phone-premium'],
  ['American premium rate', '+1 900 555 0199', 'US', 'phone-premium'],
  ['international premium rate', '+979 123456789', 'GB', 'phone-premium'],
  ['Latvian premium rate', '+371 9000 1234', 'LV', 'phone-premium'],
  ['an international network', '+882 1612345678', 'GB', 'phone-premium'],
];

describe('a telephone number', () => {
  it.each(taken)('typed as %j in %s for %s becomes %s', (typed, country, type, graph, from) => {
    expect(readPhoneNumber(typed, country, type)).toMatchObject({
      ok: true,
      number: { graph, country: from },
    });
  });

  it.each(refused)('is refused: %s (%j, %s)', (_what, typed, country, reason) => {
    expect(readPhoneNumber(typed, country, 'mobile')).toEqual({ ok: false, reason });
  });

  it.each(['+44 909 8790000', '0300 123 4567', '0800 123 4567', '0843 123 4567', '055 1234 5678'])(
    'that costs is refused for an office phone too: %s',
    (typed) => {
      expect(readPhoneNumber(typed, 'GB', 'office')).toEqual({
        ok: false,
        reason: 'phone-premium',
      });
    },
  );

  it.each([
    ['GB', ['GB'], '+44 7911 123456', 'Guernsey'],
    ['US', ['US'], '+1 876 210 1234', 'Jamaica'],
    ['US', ['US'], '+1 809 220 1234', 'the Dominican Republic'],
    ['FR', ['GB'], '06 12 34 56 78', 'France itself'],
  ])(
    'in %s with only %j allowed is refused when it belongs elsewhere: %s, %s',
    (country, allowed, typed) => {
      expect(readPhoneNumber(typed, country, 'mobile', allowed)).toEqual({
        ok: false,
        reason: 'phone-country-not-allowed',
      });
      expect(readPhoneNumber(typed, country, 'mobile')).toMatchObject({ ok: true });
    },
  );

  it('of an allowed country is taken', () => {
    expect(readPhoneNumber('07400 123456', 'GB', 'mobile', ['FR', 'GB'])).toMatchObject({
      ok: true,
      number: { graph: '+44 7400123456' },
    });
  });

  it.each(phoneReasons)('can be refused for the reason %s', (reason) => {
    const reasons = refused.map(([, typed, country]) => {
      const read = readPhoneNumber(typed, country, 'mobile');
      return read.ok ? undefined : read.reason;
    });
    const elsewhere = readPhoneNumber('+44 7911 123456', 'GB', 'mobile', ['GB']);
    expect([...reasons, elsewhere.ok ? undefined : elsewhere.reason]).toContain(reason);
  });

  it.each([
    ['British', '+44 7400 12345', 'GB'],
    ['American', '+1 212 555 123', 'US'],
    ['Canadian', '(807) 343-123', 'CA'],
    ['French', '+33 6 12 34 56 7', 'FR'],
  ])('that lacks one digit is not called too long: a %s one, %s', (_whose, typed, country) => {
    const read = readPhoneNumber(typed, country, 'mobile');
    expect(read).toMatchObject({ ok: false });
    expect(read).not.toMatchObject({ reason: 'phone-too-long' });
  });

  it.each([
    ['British', '+44 7400 1234567', 'GB'],
    ['American', '+1 212 555 12345', 'US'],
    ['Canadian', '(807) 343-12345', 'CA'],
    ['French', '+33 6 12 34 56 789', 'FR'],
  ])('that has one digit too many is called too long: a %s one, %s', (_whose, typed, country) => {
    expect(readPhoneNumber(typed, country, 'mobile')).toEqual({
      ok: false,
      reason: 'phone-too-long',
    });
  });

  it('loses a bracketed zero after the country code only, never a digit of its own', () => {
    const read = readPhoneNumber('+44 7400 12(0)3456', 'GB', 'mobile');
    expect(read).toMatchObject({ ok: false });
  });

  it('is refused with any foreign character at any place', () => {
    const number = '+44 7400 123456';
    const foreign = [
      '\u0000',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2066',
      '٤',
      '４',
      'O',
      '*',
      '#',
      '%',
    ];
    const accepted = foreign.flatMap((sign) =>
      Array.from(
        { length: number.length + 1 },
        (_, at) => number.slice(0, at) + sign + number.slice(at),
      ),
    );
    expect(accepted.filter((typed) => readPhoneNumber(typed, 'GB', 'mobile').ok)).toEqual([]);
  });

  it('reads the same when it is typed the way it was shown', () => {
    for (const [typed, country, type, graph] of taken) {
      const read = readPhoneNumber(typed, country, type);
      const again = read.ok && readPhoneNumber(read.number.shown, country, type);
      expect(again).toMatchObject({ ok: true, number: { graph } });
    }
  });

  it("always comes out in Graph's form with exactly the digits that were typed", () => {
    const below = seededBelow(29);
    const signs = '0123456789 ()-./';
    let count = 0;
    for (let round = 0; round < 20_000; round++) {
      const length = 6 + below(10);
      const typed = `+44 7${Array.from({ length }, () => signs[below(signs.length)]).join('')}`;
      const read = readPhoneNumber(typed, 'GB', 'mobile');
      if (!read.ok || typed.includes('(0)')) continue;
      count++;
      expect(read.number.graph).toMatch(/^\+44 7\d{9}$/);
      expect(read.number.graph.replace(/\D/g, '')).toBe(typed.replace(/\D/g, ''));
    }
    expect(count).toBeGreaterThan(100);
  });
});

describe('the choice of countries', () => {
  it("begins with the organisation's own and goes on by name", () => {
    const [first, ...rest] = countryChoices('GB', 'en').map((c) => c.title);
    expect(first).toBe('United Kingdom (+44)');
    expect(rest).toEqual([...rest].sort((a, b) => a.localeCompare(b, 'en')));
    expect(rest.length).toBeGreaterThan(200);
  });

  it('speaks the language of the person', () => {
    expect(countryChoices('CA', 'fr', ['CA', 'DE']).map((c) => c.title)).toEqual([
      'Canada (+1)',
      'Allemagne (+49)',
    ]);
  });

  it('offers what is allowed and nothing else', () => {
    expect(countryChoices('GB', 'en', ['FR', 'GB', 'IE']).map((c) => c.code)).toEqual([
      'GB',
      'FR',
      'IE',
    ]);
  });

  it('offers each country once, and only ones that a number is read for', () => {
    const codes = countryChoices('GB', 'en').map((c) => c.code);
    expect(new Set(codes).size).toBe(codes.length);
    const unknown = codes.filter((code) => {
      const read = readPhoneNumber('07400 123456', code, 'mobile');
      return !read.ok && read.reason === 'phone-country-missing';
    });
    expect(unknown).toEqual([]);
  });
});
