import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Call, badRequest, context, created } from './answer';
import { type TemporaryAccessPass, isKind } from './methods';
import type { TenantPerson } from './person';

/** The tenant's policy, at Microsoft's defaults (Entra, Temporary Access Pass); lifetimes in minutes. */
const policy = { shortest: 60, longest: 480, usual: 60, usableOnce: false, length: 8 };

/** Letters and digits that nobody mixes up when a pass is read aloud. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** The body of `POST temporaryAccessPassMethods`; everything, the body too, may be left out. */
export const newPass = z
  .object({
    '@odata.type': z.literal('#microsoft.graph.temporaryAccessPassAuthenticationMethod').optional(),
    startDateTime: z.string().datetime({ offset: true }).optional(),
    lifetimeInMinutes: z.number().int().optional(),
    isUsableOnce: z.boolean().optional(),
  })
  .strict()
  .optional();

/**
 * `POST temporaryAccessPassMethods`: 201, the only answer that ever holds the pass itself. A person has
 * one pass: a new one takes the place of the old. Refused (400) outside the policy's lifetimes, whose
 * wording Graph was seen to use, and for guests, whom a pass does not help in the inviting tenant.
 */
export function createPass(
  person: TenantPerson,
  wish: z.infer<typeof newPass>,
  call: Call,
): Answer {
  const lifetimeInMinutes = wish?.lifetimeInMinutes ?? policy.usual;
  if (lifetimeInMinutes < policy.shortest || lifetimeInMinutes > policy.longest) {
    return badRequest(
      `Invalid LifetimeInMinutes specified. The valid range between ${policy.shortest} and ${policy.longest}.`,
    );
  }
  if (person.userType === 'Guest') {
    return badRequest('A Temporary Access Pass cannot be created for a guest.');
  }
  const now = call.now();
  const pass: TemporaryAccessPass = {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    id: call.newId(),
    createdDateTime: now.toISOString(),
    startDateTime: new Date(wish?.startDateTime ?? now).toISOString(),
    lifetimeInMinutes,
    isUsableOnce: wish?.isUsableOnce ?? policy.usableOnce,
  };
  const others = person.methods.filter((each) => !isKind(each, 'temporaryAccessPass'));
  return created(
    { ...person, methods: [...others, pass] },
    {
      ...context(call, `users('${person.id}')/authentication/temporaryAccessPassMethods/$entity`),
      ...readPass(pass, now),
      temporaryAccessPass: secret(call.newId()),
    },
  );
}

/** A pass as every later read shows it: whether it can be used now, and never the pass itself. */
export function readPass(pass: TemporaryAccessPass, now: Date): object {
  const methodUsabilityReason = usability(pass, now);
  return {
    ...pass,
    isUsable: methodUsabilityReason === 'EnabledByPolicy',
    methodUsabilityReason,
    temporaryAccessPass: null,
  };
}

function usability(pass: TemporaryAccessPass, now: Date) {
  const start = Date.parse(pass.startDateTime);
  if (now.getTime() < start) return 'NotYetValid';
  const end = start + pass.lifetimeInMinutes * 60_000;
  return now.getTime() < end ? 'EnabledByPolicy' : 'Expired';
}

/** Nobody signs in with it, so it only has to look like one and differ every time. */
function secret(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, policy.length);
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
