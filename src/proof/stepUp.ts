export interface Proof {
  readonly authTime?: number;
  readonly acrs?: readonly string[];
}
export interface SignIn {
  begin(asked: {
    loginHint: string;
    claims: unknown;
    scope: string;
    state: string;
    nonce: string;
    codeVerifier: string;
  }): Promise<URL>;
  finish(
    callback: URL,
    expected: { state: string; nonce: string; codeVerifier: string },
  ): Promise<
    | { readonly claims: Record<string, unknown>; readonly accessToken: string }
    | { readonly refused: string }
  >;
}
export function claimsRequest(route: 'self' | 'bot', authContext: string | undefined): unknown {
  return [route, authContext];
}
export type StepUpRefusal = string;
export function judgeSignIn(
  asked: unknown,
): { ok: true; proof: Proof } | { ok: false; reason: StepUpRefusal } {
  return { ok: false, reason: String(asked) };
}
