import { helpAdmission } from '../../../src/connections/web/helpLimits';
import { helpPages, type HelpDesk } from '../../../src/connections/web/helpPages';
import { pageLanguage } from '../../../src/connections/web/pageLanguage';
import type { Page, PageReply, PageRequest } from '../../../src/connections/web/pages';
import { wordings } from '../../../src/wording/wordings';
import { clockAt, minute } from '../../support/clock';
import { formsOf, linksOf, textOf } from '../../support/html';

const report = {
  kind: 'lost-access',
  name: 'Alex Wilber',
  account: 'alex@derby.ac.uk',
  what: 'My phone fell into the lake.',
  since: 'yesterday',
  reach: '01332 123456 until five',
};

/** The pages of a desk that takes everything down, on their own. */
function bench(change: Partial<HelpDesk> = {}) {
  const taken: { fields: unknown; language: string }[] = [];
  let ids = 0;
  const pages = helpPages({
    wordings,
    languages: ['en', 'fr'],
    organisation: () => 'Derby & <Co>',
    desk: () => 'IT Service Centre',
    ways: () => [
      { title: 'Telephone', value: '01332 591234' },
      { title: 'Hours', value: '8 to 18' },
    ],
    colour: '#005500',
    admit: () => true,
    report: (fields, language) => {
      taken.push({ fields, language });
      return Promise.resolve(`MFA-${1000 + taken.length}`);
    },
    newId: () => `id-${++ids}`,
    ...change,
  });
  const run = (method: Page['method'], request: Partial<PageRequest>) =>
    pages
      .find((p) => p.method === method)
      ?.run({
        parts: {},
        query: new URLSearchParams(),
        form: new URLSearchParams(),
        cookies: new Map(),
        accepted: '',
        from: '192.0.2.1',
        ...request,
      }) as PageReply | Promise<PageReply>;
  return {
    taken,
    open: async (request: Partial<PageRequest> = {}) => run('GET', request),
    send: async (fields: Record<string, string>, request: Partial<PageRequest> = {}) =>
      run('POST', { form: new URLSearchParams(fields), ...request }),
  };
}

const seen = (reply: PageReply) => textOf(reply.html ?? '');

describe('a report on the public page', () => {
  it('opens a ticket, and says its number, what happens next and how to reach the desk', async () => {
    const { send, taken } = bench();
    const page = await send({ ...report, once: 'one', someoneElse: 'yes' });
    expect(taken).toEqual([{ fields: { ...report, someoneElse: true }, language: 'en' }]);
    expect(page.status).toBeUndefined();
    for (const words of ['MFA-1001', 'What happens next', '01332 591234', '8 to 18'])
      expect(seen(page)).toContain(words);
  });

  it('pressed twice is one ticket, and written anew is another', async () => {
    const { send, taken } = bench();
    const [first, second] = await Promise.all([
      send({ ...report, once: 'one' }),
      send({ ...report, once: 'one' }),
    ]);
    expect(first).toEqual(second);
    expect(taken).toHaveLength(1);
    await send({ ...report, once: 'one', what: 'And my laptop.' });
    expect(taken).toHaveLength(2);
  });

  it('that could not be stored can be sent again', async () => {
    let broken = true;
    const { send } = bench({
      report: () => (broken ? Promise.reject(new Error('full')) : Promise.resolve('MFA-7')),
    });
    await expect(send({ ...report, once: 'one' })).rejects.toThrow('full');
    broken = false;
    expect(seen(await send({ ...report, once: 'one' }))).toContain('MFA-7');
  });

  it.each(['name', 'account', 'what', 'reach'] as const)(
    'without %s is not sent: the reason stands beside the label, and what was typed stays',
    async (missing) => {
      const { send, taken } = bench();
      const page = await send({ ...report, [missing]: ' ', someoneElse: 'yes' });
      expect(taken).toEqual([]);
      expect(page.status).toBe(422);
      const html = page.html ?? '';
      expect(html).toContain(`<p class="note error" id="${missing}-error">`);
      expect(html).toMatch(
        new RegExp(`id="${missing}"[^>]*aria-invalid="true"[^>]*${missing}-error`),
      );
      expect(linksOf(html).map((l) => l.href)).toContain(`#${missing}`);
      expect(html).toContain('<title>Error: ');
      const fields = new Map(formsOf(html)[0]?.fields.map((f) => [f.name, f]));
      for (const [name, value] of Object.entries(report))
        if (name !== missing && name !== 'kind') expect(fields.get(name)?.value).toContain(value);
      expect(fields.get('someoneElse')?.checked).toBe(true);
    },
  );

  it('with the field that nobody sees is not sent, and the form comes back without it', async () => {
    const { send, taken } = bench();
    const page = await send({ ...report, website: 'https://spam.example' });
    expect(taken).toEqual([]);
    expect(page.html).not.toContain('spam.example');
    expect(seen(page)).toContain('Please send the form once more.');
  });

  it('shows hostile text as text', async () => {
    const { send } = bench();
    const hostile = '"><script>alert(1)</script></textarea><img src=x>';
    const page = await send({ ...report, what: hostile, account: hostile, name: '' });
    expect(page.html).not.toMatch(/<script|<img/);
    expect(formsOf(page.html ?? '')[0]?.fields.find((f) => f.name === 'what')?.value).toContain(
      hostile,
    );
  });

  it('is cut to what a desk reads', async () => {
    const { send, taken } = bench();
    await send({ ...report, what: 'x'.repeat(9_000) });
    expect((taken[0]?.fields as typeof report).what).toHaveLength(2_000);
  });
});

describe('too many reports', () => {
  it('are not taken; what was typed stays, with the ways to the desk', async () => {
    const { send, taken } = bench({ admit: () => false });
    const page = await send(report);
    expect(page.status).toBe(429);
    expect(taken).toEqual([]);
    expect(seen(page)).toContain('01332 591234');
    expect(page.html).toContain(report.what);
  });

  it('are counted an hour long, for each address and in all', () => {
    const clock = clockAt('2026-03-02T10:00:00.000Z');
    const admit = helpAdmission({ perNetwork: 2, total: 3 }, clock.now);
    const answers = ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'].map(admit);
    expect(answers).toEqual([true, true, false, true, false]);
    clock.pass(60 * minute);
    expect(admit('192.0.2.1')).toBe(true);
  });

  it.each([
    ['2001:db8:1:2::5', '2001:db8:1:2:ffff:1:2:3', 'one'],
    ['2001:db8::1', '2001:db8:0:0:9::', 'one'],
    ['2001:db8:1:2::5', '2001:db8:1:3::5', 'two'],
    ['::ffff:192.0.2.1', '192.0.2.1', 'one'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', 'two'],
  ])('%s and %s are %s', (first, second, count) => {
    const admit = helpAdmission({ perNetwork: 1, total: 9 }, () => 0);
    admit(first);
    expect(admit(second)).toBe(count === 'two');
  });
});

describe('the language of the page', () => {
  it.each([
    [null, '', 'en'],
    [null, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    [null, 'en;q=0.5, fr;q=0.9', 'fr'],
    [null, 'de, fr;q=0, en;q=0.1', 'en'],
    [null, 'frisian, *', 'en'],
    ['fr', 'en', 'fr'],
    ['xx', 'fr', 'fr'],
  ] as const)('named %s, asked for as “%s”, is %s', (named, accepted, language) => {
    expect(pageLanguage(named, accepted, ['en', 'fr'])).toBe(language);
  });

  it('is never one that the organisation does not have', () => {
    expect(pageLanguage('fr', 'fr', ['en'])).toBe('en');
  });

  it('stays when the form is sent, and can be changed', async () => {
    const { open, send, taken } = bench();
    const page = await open({ accepted: 'fr-CA' });
    expect(page.html).toContain('<html lang="fr">');
    expect(linksOf(page.html ?? '').map((l) => l.href)).toEqual([
      '/help?language=en',
      '/help?language=fr',
    ]);
    const [form] = formsOf(page.html ?? '');
    expect(form?.action).toBe('/help?language=fr');
    await send(report, { query: new URLSearchParams('language=fr'), accepted: 'en' });
    expect(taken[0]?.language).toBe('fr');
  });

  it('has no switch where there is one only', async () => {
    expect((await bench({ languages: ['en'] }).open()).html).not.toContain('<nav');
  });
});

it('the page bears the organisation’s name and colour', async () => {
  const { html } = await bench().open();
  expect(html).toContain('Derby &amp; &lt;Co&gt;');
  expect(html).toContain('--colour: #005500');
});
