import { createHash, createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import type { OpenidClient } from './library';

/**
 * How the bot proves to the provider that it is itself: a client secret, or a certificate whose public half is
 * registered there. Both of the certificate are PEM text; the key is PKCS #8, RSA.
 */
export type ClientCredential =
  { readonly secret: string } | { readonly privateKey: string; readonly certificate: string };

/** The client authentication for a credential; a public client has none. @throws when key or certificate is not PEM. */
export async function clientAuthentication(
  library: OpenidClient,
  credential: ClientCredential | undefined,
) {
  if (!credential) return library.None();
  if ('secret' in credential) return library.ClientSecretPost(credential.secret);
  const key = await signingKey(credential.privateKey);
  // Entra finds the certificate by its SHA-1 thumbprint (identity platform, certificate credentials).
  const x5t = createHash('sha1')
    .update(new X509Certificate(credential.certificate).raw)
    .digest('base64url');
  return library.PrivateKeyJwt(key, {
    [library.modifyAssertion]: (header) => {
      header.x5t = x5t;
    },
  });
}

function signingKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}
