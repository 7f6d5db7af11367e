import { stringify } from 'yaml';
import type { TenantPerson } from '../tenant/person';

export const demonstrationTenant = '00000000-0000-4000-8000-0000000000aa';
const botId = '28:mfa-help-bot';

/** The ids of the Playground's conversations. */
export const personalChat = 'personal-chat';
export const deskChannel = 'service-desk';

/** The Playground's schema takes no more beside the current user; everybody else is there to be played. */
const mostOthers = 5;

/**
 * The Playground's own configuration (`.m365agentsplayground.yml`, form 0.1.1): one current user, exactly five
 * others, one team, whose General channel is the desk's.
 */
export function playgroundConfig(people: readonly TenantPerson[], team: string): string {
  const [current, ...others] = people.map((p, i) => ({
    id: `29:user-${i}`,
    name: p.displayName,
    userPrincipleName: p.userPrincipalName,
    aadObjectId: p.id,
    givenName: p.displayName.split(' ')[0],
    surname: p.displayName.split(' ')[1],
    email: p.mail ?? p.userPrincipalName,
  }));
  return stringify({
    version: '0.1.1',
    tenantId: demonstrationTenant,
    bot: { id: botId, name: 'MFA help' },
    currentUser: current,
    users: others.slice(0, mostOthers),
    personalChat: { id: personalChat },
    groupChat: { id: 'group-chat', name: 'Project group' },
    team: {
      id: deskChannel,
      name: team,
      aadGroupId: '00000000-0000-4000-8000-0000000000d0',
      channels: [{ id: 'staff-room', name: 'Staff room' }],
    },
  });
}

/** How to write to the desk's channel before anybody opened it. */
export function deskReference(playgroundUrl: string) {
  return {
    channelId: 'msteams',
    serviceUrl: `${playgroundUrl}/_connector`,
    bot: { id: botId, name: 'MFA help' },
    conversation: {
      id: deskChannel,
      isGroup: true,
      conversationType: 'channel',
      tenantId: demonstrationTenant,
    },
  };
}
