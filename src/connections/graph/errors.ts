import { GraphError } from '@microsoft/microsoft-graph-client';
import { DirectoryRefused, DirectoryUnreachable } from '../../signInMethods/directory';

/** Answers that leave open whether a write happened. */
const ambiguous = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Runs a Graph call and tells "Graph said no" from "Graph was not reached": the next step differs.
 * @throws DirectoryRefused, DirectoryUnreachable
 */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof GraphError) || error.statusCode < 400 || ambiguous.has(error.statusCode))
      throw new DirectoryUnreachable(error);
    throw new DirectoryRefused(error.statusCode, error.code ?? 'unknown', error.requestId ?? '');
  }
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
