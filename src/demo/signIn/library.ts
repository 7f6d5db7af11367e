import type {
  Adapter,
  AdapterPayload,
  Configuration,
  Interaction,
  Provider,
} from 'oidc-provider' with { 'resolution-mode': 'import' };

export type { Adapter, AdapterPayload, Configuration, Interaction, Provider };

/**
 * The class that makes an OpenID provider. The package is an ES module only. Its entry point does no more than write
 * to the terminal on Node 20 and then give this class, so the class is taken where it lies.
 */
export async function providerClass(): Promise<typeof Provider> {
  return (await import('oidc-provider/lib/provider.js')).Provider;
}
