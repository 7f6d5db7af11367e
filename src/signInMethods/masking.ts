/**
 * A number with its country code and last two digits only: `+44 •••• •••• 56`. Anything that is not a
 * number in Graph's form shows its last two characters at most.
 */
export function maskNumber(number: string): string {
  const digits = number.replace(/x\d+$/i, '').replace(/\D/g, '');
  const [, country] = /^\+(\d{1,3}) /.exec(number) ?? [];
  const end = digits.slice(-2);
  return country ? `+${country} •••• ••${end}` : `•••• ••${end}`;
}

/** An address with its first letter and its domain: `a•••@example.org`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '•••';
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
