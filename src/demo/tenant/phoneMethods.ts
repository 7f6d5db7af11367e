import { z } from 'zod';
import {
  type Answer,
  type Call,
  badRequest,
  changed,
  context,
  created,
  methodNotFound,
  refused,
} from './answer';
import { type PhoneType, phoneAmong, phoneIds, phoneType } from './methods';
import type { TenantPerson } from './person';
import { phone } from './registeredMethods';

/** The body of `POST phoneMethods`; `smsSignInState` is Graph's to say and must not be sent. */
export const newPhone = z
  .object({
    '@odata.type': z.literal('#microsoft.graph.phoneAuthenticationMethod').optional(),
    phoneNumber: z.string(),
    phoneType,
  })
  .strict();

/** The body of `PATCH phoneMethods/{id}`; the type may be repeated, not changed. */
export const phoneChange = newPhone.partial({ phoneType: true });

type NewPhone = z.infer<typeof newPhone>;
type PhoneChange = z.infer<typeof phoneChange>;

/** The country codes of ITU-T E.164: where one ends is not for the writer to choose. */
const countryCode =
  '1|7|2[07]|2[1-689]\\d|3[0-469]|3[578]\\d|4[013-9]|42\\d|5[1-8]|5[09]\\d|6[0-6]|6[7-9]\\d|8[1246]|8[03578]\\d|9[0-58]|9[679]\\d';

const inFormat = new RegExp(`^\\+(?:${countryCode}) \\d+(?: \\d+)*(x\\d+)?$`);

/** E.164 allows fifteen digits, country code included; nobody has fewer than seven. */
const digits = { fewest: 7, most: 15 };

/** `POST phoneMethods`: 201 with the phone; one of each type, and mobile before alternateMobile. */
export function addPhone(person: TenantPerson, wish: NewPhone, call: Call): Answer {
  if (!isPhoneNumber(wish.phoneNumber, wish.phoneType)) return invalidNumber(wish.phoneNumber);
  if (phoneAmong(person.methods, wish.phoneType)) {
    return badRequest(`The user already has a phone of type '${wish.phoneType}'.`);
  }
  if (wish.phoneType === 'alternateMobile' && !phoneAmong(person.methods, 'mobile')) {
    return badRequest('A user needs a mobile phone before an alternateMobile phone.');
  }
  const added = phone(wish.phoneType, wish.phoneNumber, call.now().toISOString());
  return created(
    { ...person, methods: [...person.methods, added] },
    { ...context(call, `users('${person.id}')/authentication/phoneMethods/$entity`), ...added },
  );
}

/** `PATCH phoneMethods/{id}`: 204; the number changes, the type stays. */
export function changePhone(person: TenantPerson, wish: PhoneChange, call: Call): Answer {
  const id = call.parts.id ?? '';
  const type = phoneType.options.find((each) => phoneIds[each] === id);
  const old = type && phoneAmong(person.methods, type);
  if (!old) return methodNotFound(id);
  if (wish.phoneType && wish.phoneType !== old.phoneType) {
    return badRequest(
      'The type of a phone cannot be changed: add a new phone and delete this one.',
    );
  }
  if (!isPhoneNumber(wish.phoneNumber, old.phoneType)) return invalidNumber(wish.phoneNumber);
  const methods = person.methods.map((each) =>
    each === old ? { ...old, phoneNumber: wish.phoneNumber } : each,
  );
  return changed({ ...person, methods });
}

function isPhoneNumber(text: string, type: PhoneType): boolean {
  const found = inFormat.exec(text);
  if (!found) return false;
  const extension = found[1] ?? '';
  const length = text.slice(0, text.length - extension.length).replace(/\D/g, '').length;
  return (
    (extension === '' || type === 'office') && length >= digits.fewest && length <= digits.most
  );
}

function invalidNumber(phoneNumber: string): Answer {
  return refused(
    400,
    'invalidPhoneNumber',
    `'${phoneNumber}' is not in the format +{country code} {number}x{extension}.`,
  );
}
