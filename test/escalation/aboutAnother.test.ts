import { isAboutAnother } from '../../src/escalation/aboutAnother';

describe('a message about somebody else who cannot get in', () => {
  it.each([
    'My colleague Megan Bowen is locked out',
    'my boss can’t sign in any more',
    'One of my students lost her phone',
    'a co-worker of mine has lost his phone and cannot get in',
    'My manager’s account is locked',
    'Ma collègue Adèle ne peut plus se connecter',
    'mon collègue a perdu son téléphone',
    'Mon étudiante est bloquée, je fais quoi pour elle?',
  ])('is seen: %s', (words) => {
    expect(isAboutAnother(words)).toBe(true);
  });

  it.each([
    'I lost my phone',
    'my colleague says I am locked out',
    'My friend and I were swimming, my phone is broken and I cannot sign in',
    'my colleague gets the pop-up and I get a text',
    'My colleague forgot hers last week and sorted it in two minutes',
    'mon collègue dit que je ne peux plus me connecter',
    'J’ai perdu mon téléphone',
  ])('is not seen in: %s', (words) => {
    expect(isAboutAnother(words)).toBe(false);
  });
});
