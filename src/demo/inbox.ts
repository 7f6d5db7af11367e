import { escaped } from '../connections/web/html';
import type { Page } from '../connections/web/pages';
import type { Senders } from '../assembly/outgoing';
import type { CodeDelivery } from '../proof/delivery';

const kept = 50;
export const inboxPath = '/demo/inbox';

interface Received {
  readonly at: Date;
  readonly to: string;
  readonly text: string;
}

/** The simulated phone and mailbox: what the bot sends out lands here, in memory only, and on one page. */
export function simulatedInbox(
  url: string,
  now: () => Date,
): { delivery: CodeDelivery; senders: Senders; page: Page } {
  const received: Received[] = [];
  const receive = (to: string, text: string): Promise<'sent'> => {
    received.unshift({ at: now(), to, text });
    received.length = Math.min(received.length, kept);
    return Promise.resolve('sent');
  };
  return {
    delivery: {
      inbox: `${url}${inboxPath}`,
      canReach: () => true,
      send: receive,
    },
    senders: {
      mail: ({ to, subject, text }) => receive(to, `${subject}\n\n${text}`),
      sms: ({ to, text }) => receive(to, text),
    },
    page: { method: 'GET', path: inboxPath, run: () => ({ html: pageOf(received) }) },
  };
}

function pageOf(received: readonly Received[]): string {
  const empty = '<p>Nothing has arrived yet. Add a phone or an e-mail address in the chat.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Simulated phone and mailbox</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; background: #f5f5f7; color: #1b1b1f; }
h1 { font-size: 1.4rem; }
article { background: #fff; border: 1px solid #d6d6de; border-radius: .75rem; padding: .75rem 1rem; margin: 1rem 0; }
.to { color: #55555f; font-size: .9rem; margin: 0; }
.text { font-size: 1.1rem; margin: .25rem 0 0; overflow-wrap: anywhere; white-space: pre-line; }
</style>
</head>
<body>
<main>
<h1>Simulated phone and mailbox</h1>
<p>This page belongs to the demonstration. It plays every phone and every mailbox that the bot writes to; nothing leaves this machine.</p>
${received.map(article).join('\n') || empty}
</main>
</body>
</html>`;
}

function article({ at, to, text }: Received): string {
  const kind = to.includes('@') ? 'E-mail to' : 'Text message to';
  const time = at.toISOString().slice(11, 19);
  return `<article><p class="to">${kind} ${escaped(to)} · ${time} UTC</p><p class="text">${escaped(text)}</p></article>`;
}
