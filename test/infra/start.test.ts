import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts, startsWithinMs, until } from '../support/demonstration';

const root = resolve(__dirname, '../..');

test.each([
  ['Ctrl-C in a terminal, which every process hears', -1],
  ['SIGINT to npm alone', 1],
])(
  'npm start ends with success and leaves nothing running: %s',
  async (_how, group) => {
    const folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
    const ports = await freePorts(2);
    const [port, playgroundPort] = ports;
    const npm = spawn('npm', ['start'], {
      cwd: root,
      detached: true,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        PLAYGROUND_PORT: String(playgroundPort),
        DATA_DIR: folder,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((done) => npm.once('exit', (code, signal) => done(code ?? signal)));
    await until(
      'it says its address',
      () => said.includes('The demonstration runs.'),
      startsWithinMs,
    );
    process.kill(group * (npm.pid ?? 0), 'SIGINT');
    expect(await ended).toBe(0);
    for (const p of ports)
      await expect(fetch(`http://127.0.0.1:${p}`)).rejects.toThrow('fetch failed');
    rmSync(folder, { recursive: true });
  },
  startsWithinMs,
);
