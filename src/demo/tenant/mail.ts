import { z } from 'zod';
import { type Answer, type Call, refused } from './answer';
import { type TenantPerson, findPerson } from './person';

/** How many sent messages are remembered; the oldest are forgotten first. */
export const messagesKept = 200;

const recipient = z
  .object({
    emailAddress: z.object({ address: z.string().email(), name: z.string().optional() }).strict(),
  })
  .strict();

const message = z
  .object({
    subject: z.string(),
    body: z
      .object({ contentType: z.enum(['text', 'html', 'Text', 'HTML']), content: z.string() })
      .strict(),
    from: recipient.optional(),
    toRecipients: z.array(recipient).optional(),
    ccRecipients: z.array(recipient).optional(),
    bccRecipients: z.array(recipient).optional(),
    replyTo: z.array(recipient).optional(),
    importance: z.enum(['low', 'normal', 'high']).optional(),
    categories: z.array(z.string()).optional(),
    internetMessageHeaders: z
      .array(z.object({ name: z.string().regex(/^x-/i), value: z.string() }).strict())
      .optional(),
  })
  .strict();

/** The body of `POST sendMail`: a message in JSON, without attachments. */
export const mailToSend = z.object({ message, saveToSentItems: z.boolean().optional() }).strict();

/** One message as the tenant keeps it. */
export const sentMail = z
  .object({
    id: z.string(),
    /** When it was accepted, ISO 8601 in UTC. */
    sentDateTime: z.string(),
    /** The mailbox in the path: an address, or a person's object id. */
    mailbox: z.string(),
    message,
  })
  .strict();

/** A message sent from the tenant; the HTML or text is as it came in. */
export type SentMail = z.infer<typeof sentMail>;

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
