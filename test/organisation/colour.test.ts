import { contrastWithWhite, darker } from '../../src/organisation/colour';
import { readProfile } from '../../src/organisation/profile';

const profile = (colour: string) =>
  readProfile(
    'x',
    `{ name: X, service: MFA, languages: [en], country: GB, mailDomains: [], portal: https://x.example, colour: "${colour}", desk: { name: Desk } }`,
    'profile.yaml',
  );

it.each([
  ['#000000', 21],
  ['#ffffff', 1],
  ['#767676', 4.54],
])('the contrast of %s with white is %d', (colour, contrast) => {
  expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2);
});

it('a darker colour has more contrast', () => {
  expect(contrastWithWhite(darker('#767676'))).toBeGreaterThan(contrastWithWhite('#767676'));
});

describe('the colour of a profile', () => {
  it('may be any that white text can be read on', () => {
    expect(profile('#767676').colour).toBe('#767676');
  });

  it.each([
    ['too light', '#777777', 'must be darker'],
    ['no colour', 'red; } body { display: none', 'must be a colour'],
  ])('is refused when it is %s', (_what, colour, reason) => {
    expect(() => profile(colour)).toThrow(reason);
  });
});
