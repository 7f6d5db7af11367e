import { z } from 'zod';
import {
  documentedRoutes,
  everythingAtThePortal,
  operations,
  routeNames,
  type Operation,
  type Policy,
  type Route,
  type Routes,
} from './policy';

const origin = z
  .string()
  .refine(
    (u) =>
      URL.canParse(u) && u.startsWith('https://') && new URL(u).origin === u.replace(/\/$/, ''),
    'must be an https origin like https://mfa-help.example.org, as people’s browsers reach the bot',
  )
  .transform((u) => new URL(u).origin);

const routes = z.string().transform((text, context): Partial<Routes> => {
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  const known = pairs.every(([operation, route]) => isOperation(operation) && isRoute(route ?? ''));
  if (known && pairs.every((pair) => pair.length === 2)) return Object.fromEntries(pairs) as Routes;
  context.addIssue({
    code: 'custom',
    message: `must be a list like add-phone=bot,remove-phone=self: one of ${operations.join(', ')}, each with ${routeNames.join(', ')}`,
  });
  return z.NEVER;
});

/** What changing sign-in methods needs; without a sign-in everything is changed on Microsoft's page. */
export const changeParts = {
  PUBLIC_URL: origin.optional(),
  SIGN_IN_CLIENT_ID: z.string().uuid('must be a GUID: the sign-in’s app registration').optional(),
  SIGN_IN_SECRET: z.string().min(1).optional(),
  SIGN_IN_KEY: z
    .string()
    .regex(/-----BEGIN PRIVATE KEY-----/, 'must be a private key as PEM text (PKCS #8)')
    .optional(),
  SIGN_IN_CERTIFICATE: z
    .string()
    .regex(/-----BEGIN CERTIFICATE-----/, 'must be a certificate as PEM text')
    .optional(),
  AUTH_CONTEXT: z
    .string()
    .regex(/^c(?:[1-9]|[1-9][0-9])$/, 'must be an authentication context’s id: c1 to c99')
    .optional(),
  ROUTES: routes.optional(),
  PAUSE: z
    .enum(['on', 'off'], { errorMap: () => ({ message: 'must be on or off' }) })
    .default('on'),
};

export type ChangeValues = z.infer<z.ZodObject<typeof changeParts>>;

/** What is half set, in sentences for who starts the bot. */
export function changeProblems(present: Readonly<Record<string, string | undefined>>): string[] {
  const isSet = (name: string) => Boolean(present[name]?.trim());
  const needs = (name: string, with_: string) =>
    isSet(name) ? [] : [`${name} is missing (needed with ${with_})`];
  const problems: string[] = [];
  if (isSet('SIGN_IN_CLIENT_ID')) {
    problems.push(...needs('PUBLIC_URL', 'SIGN_IN_CLIENT_ID'));
    if (!isSet('SIGN_IN_SECRET') && !isSet('SIGN_IN_KEY'))
      problems.push(
        'SIGN_IN_SECRET is missing (or SIGN_IN_KEY with SIGN_IN_CERTIFICATE; needed with SIGN_IN_CLIENT_ID)',
      );
  } else if (isSet('ROUTES')) problems.push(...needs('SIGN_IN_CLIENT_ID', 'ROUTES'));
  if (isSet('SIGN_IN_KEY') !== isSet('SIGN_IN_CERTIFICATE'))
    problems.push('SIGN_IN_KEY and SIGN_IN_CERTIFICATE belong together: set both or none');
  if (/=\s*bot\b/.test(present['ROUTES'] ?? ''))
    problems.push(...needs('AUTH_CONTEXT', 'a route that is bot'));
  return problems;
}

/** What may be changed here: by default what Microsoft documents for a person's own token. */
export function policyOf(values: ChangeValues): Policy {
  const pause = values.PAUSE === 'on';
  if (!values.SIGN_IN_CLIENT_ID) return { routes: everythingAtThePortal, pause };
  return { routes: { ...documentedRoutes, ...values.ROUTES }, pause };
}

/** How the bot proves itself to the sign-in service: a certificate where there is one, else a secret. */
export function signInCredential(
  values: ChangeValues,
): { secret: string } | { privateKey: string; certificate: string } | undefined {
  const { SIGN_IN_KEY: privateKey, SIGN_IN_CERTIFICATE: certificate } = values;
  if (privateKey && certificate) return { privateKey, certificate };
  return values.SIGN_IN_SECRET ? { secret: values.SIGN_IN_SECRET } : undefined;
}

function isOperation(text: string | undefined): text is Operation {
  return (operations as readonly (string | undefined)[]).includes(text);
}

function isRoute(text: string): text is Route {
  return (routeNames as readonly string[]).includes(text);
}
