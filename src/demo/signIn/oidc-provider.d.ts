/** The part of oidc-provider that lies behind its entry point; see library.ts. */
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}
