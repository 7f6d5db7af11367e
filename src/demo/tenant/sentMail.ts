import { z } from 'zod';

const recipient = z
  .object({
    emailAddress: z.object({ address: z.string().email(), name: z.string().optional() }).strict(),
  })
  .strict();

/** A message in JSON, without attachments. */
export const message = z
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
