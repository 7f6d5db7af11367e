/** A mail as a mail program reads it: header lines unfolded, words and bodies decoded. */
export interface ReadMail {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string;
}

/** Reads what mail programs write: quoted-printable, base64, encoded words, two bodies side by side. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = split(raw.replace(/\r\n/g, '\n'));
  const type = valueOf(headers, 'content-type');
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/is.exec(type)?.[1];
  if (boundary === undefined) {
    const content = decoded(body, valueOf(headers, 'content-transfer-encoding'));
    const html = /^text\/html/i.test(type);
    return { headers, text: html ? '' : content, html: html ? content : '' };
  }
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => readMail(part.replace(/^\n/, '')));
  return {
    headers,
    text: parts.map((p) => p.text).join(''),
    html: parts.map((p) => p.html).join(''),
  };
}

/** All values of a header, in order. */
export function valuesOf(mail: ReadMail, name: string): string[] {
  return mail.headers.filter(([n]) => n === name.toLowerCase()).map(([, value]) => value);
}

function split(raw: string) {
  const end = raw.indexOf('\n\n');
  const lines = raw.slice(0, end).replace(/\n[ \t]+/g, ' ');
  const headers = lines.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())] as const;
  });
  return { headers, body: raw.slice(end + 2) };
}

function valueOf(headers: ReadMail['headers'], name: string): string {
  return headers.find(([n]) => n === name)?.[1] ?? '';
}

/** RFC 2047. A character may be cut in two between words, so that bytes are joined before they are read. */
function words(text: string): string {
  return text.replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=\s*)+/gi, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', word = '']) =>
        kind.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64')
          : Buffer.from(unquoted(word.replace(/_/g, ' ')), 'latin1'),
      ),
    ).toString('utf8'),
  );
}

function decoded(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^quoted-printable$/i.test(encoding)) return body;
  return Buffer.from(unquoted(body.replace(/=\n/g, '')), 'latin1').toString('utf8');
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
