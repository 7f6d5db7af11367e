import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { elements, textOf } from './html';

const root = resolve(__dirname, '../..');
const pauseMs = 20;

/** How long a test that starts a demonstration may wait for it: the build, the tenant and the Playground. */
export const startsWithinMs = 180_000;

/** A demonstration that runs as a process of its own, as `npm start` runs it. */
export interface Demonstration {
  readonly url: string;
  readonly playgroundUrl: string;
  /** The page of the simulated phone and mailbox. */
  readonly inboxUrl: string;
  /** Where it keeps its data. */
  readonly folder: string;
  /** What it has said on its standard output and error. */
  output(): string;
  /** Ctrl-C. Gives the exit code. */
  stop(): Promise<number | null>;
  /** The power fails: neither the demonstration nor the Playground gets to do anything more. */
  kill(): Promise<void>;
  /** Starts it on the same data and ports, a minute later by its own clock: what was held by a lease is free. */
  startAgain(): Promise<void>;
  /** Resolves when everything that waited in the outbox has been delivered. */
  delivered(withinMs?: number): Promise<void>;
  /** What the simulated phone and mailbox have received, the newest first. */
  received(): Promise<{ to: string; text: string }[]>;
  /** The newest code among what was received there. */
  newestCode(): Promise<string>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
}

/** Starts a demonstration on free ports and an empty folder. @throws with its output when it does not come up. */
export async function startDemonstration(
  settings: Readonly<Record<string, string>> = {},
): Promise<Demonstration> {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
  const ports = await freePorts(3);
  const [port, playgroundPort, tenantPort] = ports;
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    PLAYGROUND_PORT: String(playgroundPort),
    TENANT_PORT: String(tenantPort),
    DATA_DIR: folder,
    ...settings,
  };
  const url = `http://localhost:${port}`;
  let running = await startProcess(env);

  const inboxUrl = `${url}/demo/inbox`;
  const received = async () => messagesOn(await (await fetch(inboxUrl)).text());
  const stop = async () => {
    running.child.kill('SIGINT');
    return running.ended;
  };
  return {
    url,
    playgroundUrl: `http://localhost:${playgroundPort}`,
    inboxUrl,
    folder,
    output: () => running.output(),
    stop,
    kill: async () => {
      running.child.kill('SIGKILL');
      await running.ended;
      await until('the ports are free again', async () =>
        (await Promise.all(ports.map(isFree))).every(Boolean),
      );
    },
    startAgain: async () => {
      running = await startProcess(env, ['--require', join(__dirname, 'minuteLater.cjs')]);
    },
    delivered: (withinMs) => until('the outbox is empty', () => isOutboxEmpty(url), withinMs),
    received,
    newestCode: async () =>
      (await received()).flatMap(({ text }) => /\b\d{8}\b/.exec(text) ?? [])[0] ?? '',
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

async function startProcess(env: NodeJS.ProcessEnv, options: string[] = []): Promise<Running> {
  const child = spawn(process.execPath, [...options, join(root, 'dist/demo/demonstration.js')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let gone = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      gone = true;
      done(code);
    }),
  );
  const address = `Open  http://localhost:${env.PLAYGROUND_PORT}`;
  try {
    await until(
      'the demonstration says its address',
      () => {
        if (gone) throw new Error('the demonstration ended');
        return output.includes(address);
      },
      startsWithinMs,
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${(error as Error).message}; it said:\n${output}`);
  }
  return { child, ended, output: () => output };
}

async function isOutboxEmpty(url: string): Promise<boolean> {
  const health = (await (await fetch(`${url}/health`)).json()) as { deliveriesWaiting: number };
  return health.deliveriesWaiting === 0;
}

/** Asks again and again, in short pauses, until something holds. @throws when it does not in time. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((go) => setTimeout(go, pauseMs));
  }
}

/** Ports that nobody listens on; all are held until the last is found, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return server;
    }),
  );
  const ports = held.map((s) => (s.address() as AddressInfo).port);
  await Promise.all(held.map((s) => new Promise((done) => s.close(done))));
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}

/** Builds what is older than its source; one build at a time, however many test files start at once. */
function build(): void {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `build-${name}.lock`);
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs * 10);
  try {
    const prepare = pathToFileURL(join(root, 'infra/prepare.mjs')).href;
    const program = `(await import(${JSON.stringify(prepare)})).prepare()`;
    const args = ['--input-type=module', '--eval', program];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes a lock file; one whose owner has ended counts as free. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** What stands on the page of the simulated phone and mailbox, the newest first. */
function messagesOn(html: string): { to: string; text: string }[] {
  return elements(html, 'article')
    .map(({ inner }) => {
      const part = (kind: string) =>
        elements(inner, 'p').find((p) => p.attributes['class'] === kind);
      const at = elements(inner, 'time')[0]?.attributes['datetime'] ?? '';
      return { at, to: textOf(part('to')?.inner ?? ''), text: textOf(part('text')?.inner ?? '') };
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .map(({ to, text }) => ({ to, text }));
}
