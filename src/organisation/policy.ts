/** What can be changed about a person's sign-in methods from the chat. */
export const operations = ['change-default', 'add-phone', 'add-email'] as const;

export type Operation = (typeof operations)[number];

/**
 * How an operation is carried out. `bot`: by the bot's own permission, the bot being the only guard;
 * `portal`: not here, the person is sent to Microsoft's own page.
 */
export type Route = 'bot' | 'portal';

export type Routes = Readonly<Record<Operation, Route>>;

/** Everything is done on Microsoft's own page. */
export const everythingAtThePortal: Routes = {
  'change-default': 'portal',
  'add-phone': 'portal',
  'add-email': 'portal',
};

/** Everything is done in the chat. */
export const everythingInTheChat: Routes = {
  'change-default': 'bot',
  'add-phone': 'bot',
  'add-email': 'bot',
};
