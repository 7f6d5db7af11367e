import { GraphError } from '@microsoft/microsoft-graph-client';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
} from '../../signInMethods/directory';

/** Answers that leave open whether a write happened: somebody in between gave up waiting. */
const ambiguous = new Set([408, 502, 504]);

/**
 * Runs a Graph call and tells "Graph said no" from "Graph was busy" and "Graph was not reached": the next step differs.
 * @throws DirectoryRefused, DirectoryBusy, DirectoryUnreachable
 */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof GraphError)) throw new DirectoryUnreachable(error, false);
    const { statusCode: status } = error;
    if (status === 429) throw new DirectoryBusy(retryAfterOf(error));
    if (status < 400 || ambiguous.has(status)) throw new DirectoryUnreachable(error, false);
    if (status >= 500) throw new DirectoryUnreachable(error, true);
    throw new DirectoryRefused(status, error.code ?? 'unknown', error.requestId ?? '');
  }
}

function retryAfterOf({ headers }: GraphError): number | undefined {
  const told = Number(headers?.get('retry-after') ?? NaN);
  return Number.isFinite(told) ? told : undefined;
}

/** The same, with "there is no such thing" as an answer. */
export async function askedIfAny<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await asked(call);
  } catch (error) {
    if (error instanceof DirectoryRefused && error.status === 404) return undefined;
    throw error;
  }
}
