import { isMailAddress } from '../../src/organisation/mailAddress';
import { hostileAddresses } from '../support/hostileAddresses';

it.each([
  'desk@bench.test',
  "o'brien.avery+mfa@mail.uni-derby.ac.uk",
  'a@b.co',
  'x@xn--bcher-kva.example',
  'x@uni.xn--p1ai',
  'DESK@BENCH.TEST',
  `${'a'.repeat(64)}@bench.test`,
])('is one address: %s', (text) => {
  expect(isMailAddress(text)).toBe(true);
});

it.each(hostileAddresses)('is not exactly one: %j', (text) => {
  expect(isMailAddress(text)).toBe(false);
});
