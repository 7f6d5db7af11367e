/**
 * Why a sign-in came to nothing: the person stopped it, the provider would not go on (with its error code, such as
 * `interaction_required`, for the log), or what came back is not what we asked for, or not the provider's.
 */
export type Refusal =
  | { readonly refused: 'cancelled' }
  | { readonly refused: 'provider-said-no'; readonly error: string }
  | { readonly refused: 'token-invalid' };

/** Codes of openid-client for an answer that was read and does not hold. */
const invalid = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_PARSE_ERROR',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
];

/** Errors of the token endpoint that are about the bot's registration, not about the person (RFC 6749, 5.2). */
const ours = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'];

/**
 * What an error of openid-client means for the person.
 * @throws what is nobody's answer: the provider was not reached, does not work, or does not know the bot. The
 *   message holds codes only, since the library's errors carry whole responses.
 */
export function refusalOf(error: unknown): Refusal {
  const code = textIn(error, 'code') ?? '';
  const said = textIn(error, 'error') ?? 'unknown';
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR')
    return said === 'access_denied' ? { refused: 'cancelled' } : saidNo(said);
  if (code === 'OAUTH_RESPONSE_BODY_ERROR') {
    if (!ours.includes(said)) return saidNo(said);
    throw new Error(
      `the sign-in service does not accept the bot's registration (${said}): check its client id, credential and permissions`,
    );
  }
  if (invalid.includes(code)) return { refused: 'token-invalid' };
  throw unusable(error);
}

/** A fault of the provider or of the way to it, told by its codes. */
export function unusable(error: unknown): Error {
  const codes = chainOf(error).map((each) => textIn(each, 'code') ?? nameOf(each));
  return new Error(`the sign-in service cannot be used (${codes.join(', ')})`);
}

/** Codes are kept as RFC 6749 spells them; anything else could be a text that names the person. */
function saidNo(error: string): Refusal {
  return {
    refused: 'provider-said-no',
    error: /^[a-z_]{1,50}$/.test(error) ? error : 'unknown',
  };
}

/** An error and its causes, the outermost first. Those of another realm are no `instanceof Error`. */
function chainOf(error: unknown): unknown[] {
  const cause = isObject(error) ? error['cause'] : undefined;
  return textIn(cause, 'stack') === undefined ? [error] : [error, ...chainOf(cause)];
}

function nameOf(error: unknown): string {
  return textIn(error, 'name') ?? 'unknown';
}

function textIn(value: unknown, name: string): string | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
