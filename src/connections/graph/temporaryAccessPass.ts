import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { PassMaker } from '../../escalation/reentry/issuePass';
import { asked } from './errors';

const minute = 60_000;

/** The one answer that ever holds the pass (Graph v1.0, Create temporaryAccessPassMethod). */
const madeSchema = z.object({
  temporaryAccessPass: z.string().min(1),
  startDateTime: z.string().datetime({ offset: true }),
  lifetimeInMinutes: z.number(),
});

/**
 * Makes a pass that can be used once, with the token that the client carries: the agent's own. One request, sent once.
 * @throws like a `MethodWriter`; Error when the answer has another form, which never names what was in it.
 */
export function passMaker(client: Client): PassMaker {
  return async ({ person, lifetimeMinutes, requestId }) => {
    const path = `/users/${encodeURIComponent(person.id)}/authentication/temporaryAccessPassMethods`;
    const request = client.api(path).header('client-request-id', requestId);
    const body = { lifetimeInMinutes: lifetimeMinutes, isUsableOnce: true };
    const made = madeSchema.safeParse(await asked<unknown>(() => request.post(body)));
    if (!made.success) throw new Error('the directory answered a pass in a form that is not known');
    const { temporaryAccessPass: value, startDateTime, lifetimeInMinutes } = made.data;
    return { value, validUntil: Date.parse(startDateTime) + lifetimeInMinutes * minute };
  };
}
