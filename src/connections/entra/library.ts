/** OpenID Connect, as openid-client does it. The package is an ES module only, so it is imported when first needed. */
export function openidClient() {
  return import('openid-client');
}

/** What the package offers. */
export type OpenidClient = Awaited<ReturnType<typeof openidClient>>;

/** The provider, the bot's registration there, and how the two are spoken to. */
export type Configuration = InstanceType<OpenidClient['Configuration']>;
