import type { Cast } from '../connections/teams/turn';
import type { TenantPerson } from './tenant/person';

/** Who of the simulated people works at the service desk, and who approves where two are needed. */
const agentName = 'Lynne Robbins';
const secondAgentName = 'Nestor Wilke';

/** Whom a visitor of the demonstration can be. @throws when the desk has nobody */
export function castOf(everybody: readonly TenantPerson[]): Cast {
  const people = everybody.map((p) => ({ id: p.id, name: p.displayName }));
  const agent = people.find((p) => p.name === agentName);
  if (!agent) throw new Error(`${agentName} is not among the simulated people`);
  return { people, agent, secondAgent: people.find((p) => p.name === secondAgentName) };
}
