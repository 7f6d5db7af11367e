import { z } from 'zod';
import { message } from './sentMail';
import { type Answer, type Call, refused } from './answer';
import { type TenantPerson, findPerson } from './person';

/** How many sent messages are remembered; the oldest are forgotten first. */
export const messagesKept = 200;

/** The body of `POST sendMail`: a message in JSON, without attachments. */
export const mailToSend = z.object({ message, saveToSentItems: z.boolean().optional() }).strict();

/**
 * `POST users/{user}/sendMail`: 202, which says accepted and not delivered. `{user}` is a member or
 * any address in the members' own domains, since a service mailbox is nobody's account; else 404.
 */
export function sendMail(wish: z.infer<typeof mailToSend>, call: Call): Answer {
  const mailbox = call.parts.user ?? '';
  if (!isMailbox(mailbox, call.people)) {
    return refused(404, 'ErrorInvalidUser', `The requested user '${mailbox}' is invalid.`);
  }
  const { toRecipients = [], ccRecipients = [], bccRecipients = [] } = wish.message;
  if (toRecipients.length + ccRecipients.length + bccRecipients.length === 0) {
    return refused(400, 'ErrorInvalidRecipients', 'At least one recipient is needed.');
  }
  const sentDateTime = call.now().toISOString();
  const mail = { id: call.newId(), sentDateTime, mailbox, message: wish.message };
  return { kind: 'done', status: 202, mail };
}

function isMailbox(mailbox: string, people: readonly TenantPerson[]): boolean {
  const members = people.filter(({ userType }) => userType === 'Member');
  if (findPerson(members, mailbox)) return true;
  const [name, domain, ...more] = mailbox.toLowerCase().split('@');
  return (
    Boolean(name && domain) &&
    more.length === 0 &&
    members.some((member) => member.userPrincipalName.toLowerCase().endsWith(`@${domain}`))
  );
}
