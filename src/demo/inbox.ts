import { escaped, main, page, paragraph } from '../connections/web/html';
import type { Page } from '../connections/web/pages';
import type { Senders } from '../assembly/outgoing';
import type { CodeDelivery } from '../proof/delivery';

const kept = 50;
export const inboxPath = '/demo/inbox';

interface Received {
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The simulated phone and mailbox: what the bot sends out lands here, in memory only, and on one page. */
export function simulatedInbox(
  url: string,
  now: () => Date,
): { delivery: CodeDelivery; senders: Senders; page: Page } {
  const received: Received[] = [];
  const receive = (to: string, text: string, subject = ''): Promise<'sent'> => {
    received.unshift({ at: now(), to, subject, text });
    received.length = Math.min(received.length, kept);
    return Promise.resolve('sent');
  };
  return {
    delivery: {
      inbox: `${url}${inboxPath}`,
      canReach: () => true,
      send: (to, text) => receive(to, text),
    },
    senders: {
      mail: ({ to, subject, text }) => receive(to, text, subject),
      sms: ({ to, text }) => receive(to, text),
    },
    page: { method: 'GET', path: inboxPath, run: () => ({ html: pageOf(received, url) }) },
  };
}

const style = `
main, header span { max-width: 64rem; }
.boxes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2rem; align-items: start; }
article { background: #f7f7fb; border: 1px solid #dcdce4; border-radius: .75rem; padding: .75rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
article p { margin: 0; }
.to { color: #55555f; font-size: .875rem; }
.subject { font-weight: 600; margin-top: .35rem; }
.text { margin-top: .35rem; white-space: pre-line; }
`;

/** Texts and mails apart, the newest first. */
function pageOf(received: readonly Received[], url: string): string {
  const isMail = ({ to }: Received) => to.includes('@');
  const title = 'Simulated phone and mailbox';
  const box = (id: string, name: string, messages: readonly Received[], none: string) =>
    `<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${messages.map((m) => article(m, url)).join('\n') || paragraph(none, 'quiet')}
</section>`;
  const content = [
    paragraph(
      'This page belongs to the demonstration. It plays every phone and every mailbox that the bot writes to; nothing leaves this machine. The newest stands first.',
      'quiet',
    ),
    `<p><a class="button" href="${inboxPath}">Look for new messages</a></p>`,
    '<div class="boxes">',
    box(
      'texts',
      'Text messages',
      received.filter((m) => !isMail(m)),
      'None yet. Add or change a phone in the chat.',
    ),
    box(
      'mails',
      'E-mail',
      received.filter(isMail),
      'None yet. Add an e-mail address, or change something, in the chat.',
    ),
    '</div>',
  ];
  const body = main(title, content.join('\n'));
  return page({ title, owner: 'Demonstration', language: 'en', body, style });
}

function article({ at, to, subject, text }: Received, url: string): string {
  const time = `<time datetime="${at.toISOString()}">${at.toISOString().slice(11, 19)} UTC</time>`;
  return `<article><p class="to">To ${escaped(to)} · ${time}</p>${
    subject && paragraph(subject, 'subject')
  }<p class="text">${withLinks(text, url)}</p></article>`;
}

/** Addresses of the bot's own pages can be followed; all others are words. */
function withLinks(text: string, url: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) => {
      const isOwn = i % 2 === 1 && URL.canParse(part) && new URL(part).origin === url;
      return isOwn ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part);
    })
    .join('');
}
