import { maskAddress, maskNumber } from '../../src/signInMethods/masking';

describe('a masked number', () => {
  it.each([
    ['+44 7400123456', '+44 •••• ••56'],
    ['+44 7400 123 456', '+44 •••• ••56'],
    ['+1 8073431234', '+1 •••• ••34'],
    ['+353 851234567', '+353 •••• ••67'],
    ['+44 2079460958x1234', '+44 •••• ••58'],
    ['+44 2079460958X1234', '+44 •••• ••58'],
    ['+447400123456', '•••• ••56'],
    ['07400123456', '•••• ••56'],
    ['', '•••• ••'],
    ['not a number', '•••• ••'],
  ])('of %j is %j', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it.each([
    '+44 7400123456',
    '+1 8073431234',
    '07400123456',
    '+44 2079460958x1234',
    '+447400123456',
  ])('of %s shows two digits beside the country code at most', (number) => {
    const shown = maskNumber(number).replace(/^\+\d{1,3} /, '');
    expect(shown.replace(/\D/g, '')).toHaveLength(2);
  });

  it('is the same for numbers that differ in what is hidden', () => {
    expect(maskNumber('+44 7400123456')).toBe(maskNumber('+44 7999999956'));
  });

  it('tells numbers with different ends apart', () => {
    expect(maskNumber('+44 7400123456')).not.toBe(maskNumber('+44 7400123457'));
  });
});

describe('a masked address', () => {
  it.each([
    ['alex@example.org', 'a•••@example.org'],
    ['alexandra.wilber@example.org', 'a•••@example.org'],
    ['a@example.org', 'a•••@example.org'],
    ['"odd@name"@example.org', '"•••@example.org'],
    ['@example.org', '•••'],
    ['alex', '•••'],
    ['', '•••'],
  ])('of %j is %j', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  it('does not tell how long the name is', () => {
    expect(maskAddress('al@example.org')).toBe(maskAddress('alexander@example.org'));
  });
});
