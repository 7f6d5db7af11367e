import { fork } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

export interface PlaygroundOptions {
  readonly port: number;
  readonly endpoint: string;
  readonly folder: string;
  readonly config: string;
}

export interface Playground {
  readonly url: string;
  /** Resolves when its process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 60_000;
const pauseMs = 150;

/**
 * Starts Microsoft 365 Agents Playground as a process of its own: on loopback, without telemetry, without
 * opening a browser. It ends with this process, even when that is killed.
 * @throws Error when it does not answer within a minute.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  mkdirSync(options.folder, { recursive: true });
  const configFile = join(options.folder, '.m365agentsplayground.yml');
  writeFileSync(configFile, options.config);
  const output = openSync(join(options.folder, 'playground.log'), 'w');
  const child = fork(
    require.resolve('@microsoft/m365agentsplayground/cli.js'),
    [
      'start',
      '-e',
      options.endpoint,
      '-c',
      'msteams',
      '-p',
      String(options.port),
      '--disable-telemetry',
    ],
    {
      cwd: options.folder,
      execArgv: ['--require', join(__dirname, 'loopbackOnly.js')],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
      },
      stdio: ['ignore', output, output, 'ipc'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://localhost:${options.port}`;
  await answers(`http://127.0.0.1:${options.port}/_internal/v1/config`, ended);
  return {
    url,
    ended,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

async function answers(url: string, ended: Promise<void>): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const until = Date.now() + patienceMs;
  while (Date.now() < until && !gone) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(
    'the Playground did not start; its log lies beside the data, in playground/playground.log',
  );
}

/** Whether somebody listens on a port of this machine already. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
