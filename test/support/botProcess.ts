import { startBot } from './bot';

/** A program: the whole bot as a process of its own. `node … botProcess.ts FOLDER GRAPH_URL` says where it listens. */
const [folder = '', graphUrl = ''] = process.argv.slice(2);
void startBot({ folder, graphUrl }).then(({ url }) => process.stdout.write(`${url}\n`));
