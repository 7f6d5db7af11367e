import pino, { type Logger } from 'pino';
import { modelChooser } from '../connections/model/openai';
import type { Chooser } from '../guides/answering/chooser';
import type { ModelSettings } from '../organisation/modelSettings';

/** The model that the settings name, if any. What goes wrong with it is logged by its kind alone. */
export function chooserOf(model: ModelSettings | undefined, log: Logger): Chooser | undefined {
  const onFault = (reason: string) => log.warn({ reason }, 'the model chose nothing');
  return model && modelChooser(model, { now: Date.now, onFault });
}

/** Lines of JSON; what could name a person stays out of them by what is logged, not by filters. */
export function logTo(destination: string | 1, level: string): Logger {
  return pino(
    { level, base: null },
    pino.destination({ dest: destination, mkdir: true, sync: true }),
  );
}
