import { z } from 'zod';

/** The one id a phone of each type has, for everybody (Graph reference, phoneAuthenticationMethod). */
export const phoneIds = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
} as const;

/** The one id an e-mail method has, for everybody (Graph reference, emailAuthenticationMethod). */
export const emailId = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f';

/** The one id a password has, for everybody (Graph reference, passwordAuthenticationMethod). */
export const passwordId = '28c10230-6103-485e-b985-444c60001490';

const kind = <Name extends string>(name: Name) =>
  z.literal(`#microsoft.graph.${name}AuthenticationMethod` as const);

const common = { id: z.string().min(1), createdDateTime: z.string().nullable() };

/** The types of phone that Graph lets one write. */
export const phoneType = z.enum(['mobile', 'alternateMobile', 'office']);

const password = z
  .object({ '@odata.type': kind('password'), ...common, password: z.null() })
  .strict();

const phone = z
  .object({
    '@odata.type': kind('phone'),
    ...common,
    phoneNumber: z.string(),
    phoneType,
    smsSignInState: z.enum(['notSupported', 'notAllowedByPolicy']),
  })
  .strict();

const email = z
  .object({ '@odata.type': kind('email'), ...common, emailAddress: z.string() })
  .strict();

const authenticator = z
  .object({
    '@odata.type': kind('microsoftAuthenticator'),
    ...common,
    displayName: z.string(),
    deviceTag: z.string(),
    phoneAppVersion: z.string(),
  })
  .strict();

const fido2 = z
  .object({
    '@odata.type': kind('fido2'),
    ...common,
    displayName: z.string(),
    aaGuid: z.string(),
    model: z.string(),
    attestationCertificates: z.array(z.string()),
    attestationLevel: z.enum(['attested', 'notAttested']),
    passkeyType: z.enum(['deviceBound', 'synced']),
  })
  .strict();

const softwareOath = z
  .object({ '@odata.type': kind('softwareOath'), ...common, secretKey: z.null() })
  .strict();

const temporaryAccessPass = z
  .object({
    '@odata.type': kind('temporaryAccessPass'),
    ...common,
    startDateTime: z.string(),
    lifetimeInMinutes: z.number().int(),
    isUsableOnce: z.boolean(),
  })
  .strict();

/** One registered method as the tenant keeps it. Times are ISO 8601 in UTC. */
export const method = z.discriminatedUnion('@odata.type', [
  password,
  phone,
  email,
  authenticator,
  fido2,
  softwareOath,
  temporaryAccessPass,
]);

/**
 * One registered method, in the shape Graph v1.0 answers with (`createdDateTime` ISO 8601, UTC).
 * A pass is kept without what is worked out at every read: whether it can be used, and why not.
 */
export type Method = z.infer<typeof method>;

/** The word that tells one kind of method from another: `phone` in `#microsoft.graph.phoneAuthenticationMethod`. */
export type MethodName = Method['@odata.type'] extends infer Type
  ? Type extends `#microsoft.graph.${infer Name}AuthenticationMethod`
    ? Name
    : never
  : never;

/** Which of a person's phones. */
export type PhoneType = z.infer<typeof phoneType>;
/** A registered phone; `phoneNumber` is `+{country code} {number}x{extension}`. */
export type PhoneMethod = z.infer<typeof phone>;
/** A registered alternate address. */
export type EmailMethod = z.infer<typeof email>;
/** A pass without its secret; `lifetimeInMinutes` counts from `startDateTime`. */
export type TemporaryAccessPass = z.infer<typeof temporaryAccessPass>;

/** Whether a method is of this kind. */
export function isKind(each: Method, name: MethodName): boolean {
  return each['@odata.type'] === `#microsoft.graph.${name}AuthenticationMethod`;
}

/** Whether any of these methods is of this kind. */
export function hasKind(methods: readonly Method[], name: MethodName): boolean {
  return methods.some((each) => isKind(each, name));
}

/** The phone of this type among a person's methods. */
export function phoneAmong(methods: readonly Method[], type: PhoneType): PhoneMethod | undefined {
  return methods
    .filter((each) => each['@odata.type'] === '#microsoft.graph.phoneAuthenticationMethod')
    .find((each) => each.phoneType === type);
}
