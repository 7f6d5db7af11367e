/**
 * Somebody in a tenant, as the verified activity or sign-in names them. `id` is the Entra object id.
 * Nothing that a card, a message or a display name says ever becomes a Person.
 */
export interface Person {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
}

/** The two ids are the person; the name is only how to address them. */
export function samePerson(one: Person, other: Person): boolean {
  return one.tenantId === other.tenantId && one.id === other.id;
}
