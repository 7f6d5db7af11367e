import { randomBytes } from 'node:crypto';
import type { Client } from '@microsoft/microsoft-graph-client';
import type { Logger } from 'pino';
import { azureTexter } from '../connections/delivery/azureSms';
import { codeDelivery } from '../connections/delivery/codes';
import { gatewayTexter } from '../connections/delivery/gatewaySms';
import { graphMailer } from '../connections/delivery/graphMail';
import { messageIdOf, type Mailer } from '../connections/delivery/mail';
import type { Texter } from '../connections/delivery/sms';
import { smtpMailer } from '../connections/delivery/smtp';
import { asked } from '../connections/graph/errors';
import { mailOf, smsOf, type DeliveryValues } from '../organisation/deliverySettings';
import { inLanguage } from '../organisation/language';
import type { Profile } from '../organisation/profile';
import type { CodeDelivery } from '../proof/delivery';
import type { Senders } from './outgoing';
import { wordings } from '../wording/wordings';

/** The ways out that the settings name. */
export interface Ways {
  readonly mailer: Mailer | undefined;
  readonly texter: Texter | undefined;
}

/** Mail by SMTP or from a mailbox through Graph, text messages by Azure or a gateway, each where it is set up. */
export function waysOf(settings: DeliveryValues, graph: Client): Ways {
  const mail = mailOf(settings);
  const sms = smsOf(settings);
  const post = (path: string, body: unknown) => asked(() => graph.api(path).post(body));
  return {
    mailer: mail && (mail.kind === 'smtp' ? smtpMailer(mail) : graphMailer(mail.mailbox, post)),
    texter: sms && (sms.kind === 'azure' ? azureTexter(sms, Date.now) : gatewayTexter(sms)),
  };
}

/** One-time codes by those ways, in the organisation's name. */
export function codesBy(ways: Ways, profile: Profile, log: Logger): CodeDelivery {
  const language = profile.languages[0] ?? 'en';
  const organisation = inLanguage(profile.name, language);
  return codeDelivery({
    ...ways,
    subject: `${organisation}: ${wordings[language].code.label}`,
    fromName: organisation,
    now: Date.now,
    newId: () => randomBytes(16).toString('base64url'),
    onFault: (way, reason) => log.warn({ way, reason }, 'a code was not handed over'),
  });
}

/** Receipts by the same ways. Tried again, a mail keeps its Message-ID and a text message its id. */
export function receiptsBy({ mailer, texter }: Ways, profile: Profile): Senders {
  const fromName = inLanguage(profile.name, profile.languages[0] ?? 'en');
  return {
    mail:
      mailer &&
      (({ id, to, subject, text }) =>
        mailer.send({
          to,
          fromName,
          subject,
          text,
          messageId: messageIdOf(`receipt.${id}`, mailer.from),
        })),
    sms: texter && (({ id, to, text, at }) => texter.send({ to, text, id, firstTriedAt: at })),
  };
}
