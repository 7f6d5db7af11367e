import { Server } from 'node:net';

/**
 * Loaded into the Playground's process before its own code (`node --require`). The Playground has no option
 * for the address it listens on and takes all of them; and it must not outlive the demonstration.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its server below
const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
  const [first, ...rest] = args;
  const options = typeof first === 'object' && first !== null ? first : { port: Number(first) };
  const callback = rest.find((a) => typeof a === 'function');
  return listen.call(this, { ...options, host: '127.0.0.1' } as never, callback as never);
} as typeof listen;

process.once('disconnect', () => process.exit(0));
