import {
  guardedRequest,
  OutboundRefused,
  OutboundUnanswered,
  type GuardedAnswer,
  type Network,
} from '../guardedFetch';
import { hostsOf } from '../../organisation/outboundUrl';
import { Undelivered } from './undelivered';

/** What the tests change. */
export interface HttpOptions {
  /** The service is a simulation on this machine. */
  readonly simulation?: boolean;
  readonly network?: Network;
  readonly timeoutMs?: number;
}

/** Posts JSON to a service named in the settings, and to no other host. @throws Undelivered without an answer. */
export async function postJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { simulation = false, ...options }: HttpOptions,
): Promise<GuardedAnswer> {
  try {
    return await guardedRequest({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      allow: { hosts: hostsOf(url), simulation },
      ...options,
    });
  } catch (error) {
    if (error instanceof OutboundUnanswered) throw new Undelivered(error.sent, error.reason);
    if (error instanceof OutboundRefused) throw new Undelivered('no', error.reason);
    throw error;
  }
}

/** For an answer that is neither yes nor a lasting no. A server that broke down may have done it. */
export function notTaken(status: number): Undelivered {
  return new Undelivered(status >= 500 ? 'maybe' : 'no', `status ${status}`);
}
