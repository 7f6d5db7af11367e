import type { Client } from '@microsoft/microsoft-graph-client';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Logger } from 'pino';
import type { Keys } from '../connections/storage/key';
import type { Verify } from '../connections/teams/adapter';
import type { Cast } from '../connections/teams/turn';
import type { Page } from '../connections/web/pages';
import type { Chooser } from '../guides/answering/chooser';
import type { Engine } from '../guides/answering/engine';
import type { Library } from '../guides/library';
import type { Policy } from '../organisation/policy';
import type { CodeDelivery } from '../proof/delivery';
import type { ConnectedDesk } from './desks';
import type { SignInSetup } from './changing';
import type { Senders } from './outgoing';

/** What differs between production and the demonstration. */
export interface Parts {
  readonly library: Library;
  readonly engine: Engine;
  readonly organisation: string;
  readonly adapter: TeamsAdapter;
  /** Undefined in the demonstration only. */
  readonly verify: Verify | undefined;
  /** The bot's own app id; empty in the demonstration. */
  readonly botId: string;
  readonly graph: Client;
  readonly policy: Policy;
  /** How people prove a change; absent where nothing is changed from here. */
  readonly signIn: SignInSetup | undefined;
  /** The model that may choose among guides, where the settings name one. */
  readonly chooser?: Chooser | undefined;
  readonly codeDelivery: CodeDelivery;
  readonly keys: Keys;
  readonly senders: Senders;
  /** The origin of the bot's pages as browsers see it; undefined: its own port on this machine. */
  readonly publicUrl: string | undefined;
  readonly cast: Cast | undefined;
  readonly database: { url?: string; folder: string };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly web: {
    readonly port: number;
    readonly host: string;
    readonly loopbackOnly: boolean;
    readonly channels: readonly string[];
    readonly tenants: readonly string[] | undefined;
    /** The bot's own id in Teams, to which activities must be addressed; absent in the demonstration. */
    readonly recipient?: string | undefined;
    readonly mayAnswerAt: (serviceUrl: string) => boolean;
    /** See the door's rules; the demonstration's own. */
    readonly repliesAnywhere?: boolean;
    /** How many trusted proxies stand in front of the bot; none unless given. */
    readonly proxies?: number;
    readonly pages?: readonly Page[];
  };
  /** The channel where the desk gets its tickets, as a conversation reference. */
  readonly deskChannel: {
    readonly conversation: { readonly id: string; readonly tenantId: string };
  };
  /** The desks' own systems that get every ticket. */
  readonly desks: readonly ConnectedDesk[];
  readonly log: Logger;
}
