import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
  ParseError,
  type CountryCode,
  type PhoneNumber as Parsed,
} from 'libphonenumber-js/max';
import type { PhoneType } from './method';

/** A number that passed every rule. `graph` is the form that Graph takes: `+44 7400123456`, the space is required. */
export interface PhoneNumber {
  readonly graph: string;
  /** As people write it: `+44 7400 123456`. */
  readonly shown: string;
  readonly country: string;
}

export const phoneReasons = [
  'phone-empty',
  'phone-characters',
  'phone-country-missing',
  'phone-country-differs',
  'phone-country-not-allowed',
  'phone-too-short',
  'phone-too-long',
  'phone-not-a-number',
  'phone-not-mobile',
  'phone-premium',
  'phone-extension',
] as const;
export type PhoneReason = (typeof phoneReasons)[number];

export type PhoneResult =
  | { readonly ok: true; readonly number: PhoneNumber }
  | { readonly ok: false; readonly reason: PhoneReason };

const longest = 40;
const plain = /^\+?[0-9 ()./-]+$/;
const withExtension = /^(.*?)\s*(?:x|ext\.?)\s*([0-9]{1,7})$/i;
const reachable: Record<PhoneType, readonly string[]> = {
  mobile: ['MOBILE', 'FIXED_LINE_OR_MOBILE'],
  alternateMobile: ['MOBILE', 'FIXED_LINE_OR_MOBILE', 'FIXED_LINE'],
  office: ['MOBILE', 'FIXED_LINE_OR_MOBILE', 'FIXED_LINE'],
};
const costly = [
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'UAN',
  'TOLL_FREE',
  'VOIP',
  'PAGER',
  'VOICEMAIL',
];

/**
 * Reads a number as somebody typed it beside a chosen country. National numbers are taken with or without
 * the leading 0, international ones with + or 00; what is outside digits and the usual separators is
 * refused before anything is parsed.
 * @param allowed country codes whose numbers are taken; undefined takes every country.
 */
export function readPhoneNumber(
  typed: string,
  country: string,
  type: PhoneType,
  allowed?: readonly string[],
): PhoneResult {
  const text = typed.trim();
  if (!text) return refused('phone-empty');
  const [, main = text, extension] = withExtension.exec(text) ?? [];
  if (extension !== undefined && type !== 'office') return refused('phone-extension');
  if (text.length > longest) return refused('phone-too-long');
  if (!plain.test(main)) return refused('phone-characters');
  if (!isSupportedCountry(country)) return refused('phone-country-missing');
  const parsed = parse(main, country);
  return typeof parsed === 'string'
    ? refused(parsed)
    : judged(parsed, country, type, extension, allowed);
}

function parse(main: string, country: CountryCode): Parsed | PhoneReason {
  const international = main.replace(/^00 *(?=[1-9])/, '+').replace(/^(\+\d{1,3})[ ]*\(0\)/, '$1 ');
  try {
    return parsePhoneNumberWithError(international, { defaultCountry: country, extract: false });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.message === 'TOO_SHORT') return 'phone-too-short';
    return error.message === 'TOO_LONG' ? 'phone-too-long' : 'phone-not-a-number';
  }
}

function judged(
  parsed: Parsed,
  country: CountryCode,
  type: PhoneType,
  extension: string | undefined,
  allowed: readonly string[] | undefined,
): PhoneResult {
  const kind = parsed.getType();
  if (kind && costly.includes(kind)) return refused('phone-premium');
  if (!parsed.isValid() || !parsed.country) return refused(lengthReason(parsed));
  if (parsed.country !== country && parsed.countryCallingCode !== getCountryCallingCode(country))
    return refused('phone-country-differs');
  if (allowed && !allowed.includes(parsed.country)) return refused('phone-country-not-allowed');
  if (!kind || !reachable[type].includes(kind)) return refused('phone-not-mobile');
  const suffix = extension === undefined ? '' : `x${extension}`;
  return {
    ok: true,
    number: {
      graph: `+${parsed.countryCallingCode} ${parsed.nationalNumber}${suffix}`,
      shown: asPeopleWrite(parsed, extension),
      country: parsed.country,
    },
  };
}

/** A number in Graph's form as people write it: `+44 7400 123456`. */
export function shownNumber(graph: string): string {
  const [number = '', extension] = graph.split('x');
  return asPeopleWrite(parsePhoneNumberWithError(number), extension);
}

function asPeopleWrite(parsed: Parsed, extension: string | undefined): string {
  return `${parsed.formatInternational()}${extension === undefined ? '' : ` ext. ${extension}`}`;
}

function lengthReason(parsed: Parsed): PhoneReason {
  switch (validatePhoneNumberLength(parsed.number)) {
    case 'TOO_SHORT':
      return 'phone-too-short';
    case 'TOO_LONG':
      return 'phone-too-long';
    default:
      return 'phone-not-a-number';
  }
}

function refused(reason: PhoneReason): PhoneResult {
  return { ok: false, reason };
}

/** The countries for a picker: code, name in the language, calling code; the organisation's own first. */
export function countryChoices(
  own: string,
  language: string,
  allowed?: readonly string[],
): { code: string; title: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const codes = getCountries().filter((c) => !allowed || allowed.includes(c));
  const choices = codes.map((code) => ({
    code,
    title: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})`,
  }));
  const order = (c: { code: string }) => (c.code === own ? 0 : 1);
  return choices.sort((a, b) => order(a) - order(b) || a.title.localeCompare(b.title, language));
}
