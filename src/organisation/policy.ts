/** What can be changed about a person's sign-in methods. */
export const operations = [
  'change-default',
  'add-phone',
  'replace-phone',
  'remove-phone',
  'add-email',
  'replace-email',
  'remove-email',
  'remove-authenticator',
  'remove-passkey',
  'remove-software-token',
] as const;

export type Operation = (typeof operations)[number];

/**
 * How an operation is carried out. `self`: with the person's own delegated token, so that Microsoft checks them too;
 * `bot`: by the bot's own permission, the bot being the only guard; `portal`: not here, but on Microsoft's own page.
 */
export const routeNames = ['self', 'bot', 'portal'] as const;
export type Route = (typeof routeNames)[number];

export type Routes = Readonly<Record<Operation, Route>>;

/** Everything is done on Microsoft's own page. */
export const everythingAtThePortal: Routes = routesOf(() => 'portal');

/**
 * What Microsoft documents for a person's own token: the default and removals. Adding and changing own phones and
 * addresses is documented as not supported (learn.microsoft.com, "Create phoneAuthenticationMethod" and its neighbours).
 */
export const documentedRoutes: Routes = routesOf((operation) =>
  isDocumentedForSelf(operation) ? 'self' : 'portal',
);

/** The same, with the bot's own permission where a person's own does not do. */
export const everythingInTheChat: Routes = routesOf((operation) =>
  isDocumentedForSelf(operation) ? 'self' : 'bot',
);

/** What may be changed here, and how. */
export interface Policy {
  readonly routes: Routes;
  /** After replacing or removing a phone, an app or a passkey, further changes wait for a day. */
  readonly pause: boolean;
  /** Several people may register the same number or address; absent: whoever has proven it first keeps it. */
  readonly sharedContacts?: boolean;
}

function routesOf(route: (operation: Operation) => Route): Routes {
  return Object.fromEntries(operations.map((o) => [o, route(o)])) as Routes;
}

function isDocumentedForSelf(operation: Operation): boolean {
  return operation === 'change-default' || operation.startsWith('remove-');
}

/** The same, with the portal for what needs a code that cannot be sent: a number or address counts only after one. */
export function whereCodesReach(
  routes: Routes,
  canReach: (kind: 'phone' | 'email') => boolean,
): Routes {
  return routesOf((operation) => {
    const [verb, kind] = operation.split('-');
    const needsCode = verb !== 'remove' && (kind === 'phone' || kind === 'email');
    return needsCode && !canReach(kind) ? 'portal' : routes[operation];
  });
}
