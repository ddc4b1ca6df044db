import type { CommandResult, CommandRunner } from '../../main/ports/command-runner.ts';
import type { Command } from '../../shared/domain/action.ts';

const OK = 'OK';
const WRONG = '(error) WRONGPASS invalid username-password pair or user is disabled.';

/** One Redis with an administrator, a compromised user and a control user, answering as `redis-cli --no-raw` prints it. */
export class FakeRedis implements CommandRunner {
  on = true;
  controlWorks = true;
  /** Set: the server says nothing, or only for the commands whose title holds this text. */
  silent: boolean | string = false;
  /** What the administrator's change does; `control` takes the control user down with it. */
  applying: 'works' | 'control' | 'nothing' = 'works';
  undoing: 'works' | 'refused' = 'works';
  sessions: string[] = [];
  killing: 'works' | 'nothing' = 'works';
  openToAll = false;
  /** Called before each command; a test holds a command up, or looks at what is on record while it runs. */
  before: (command: Command) => Promise<void> = () => Promise.resolve();
  readonly ran: string[] = [];

  available(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async run(command: Command, signal?: AbortSignal): Promise<CommandResult> {
    this.ran.push(command.title);
    await this.before(command);
    if (signal?.aborted) return { text: '', exit: null, timedOut: true, ms: 1 };
    return { text: this.answer(command), exit: 0, timedOut: false, ms: 1 };
  }

  answer({ title }: Command | { readonly title: string }): string {
    if (this.silent === true || (typeof this.silent === 'string' && title.includes(this.silent)))
      return 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n';
    return `${this.#lines(title).join('\n')}\n`;
  }

  #lines(title: string): string[] {
    switch (title) {
      case 'Keep the client list and the ACL log':
      case 'List the connections':
        return [OK, this.#client('1', 'ir-admin'), ...this.sessions.map((id) => this.#client(id, 'svc-recommender'))];
      case 'Ask without logging in':
        return [this.openToAll ? 'PONG' : '(error) NOAUTH Authentication required.'];
      case 'List the users':
        return [OK, '1) "default"', '2) "ir-admin"', '3) "svc-checkout"', '4) "svc-recommender"'];
      case 'Ask where users are stored':
        return [OK, '1) "aclfile"', '2) "/etc/redis/users.acl"'];
      case 'Log in as the compromised user':
        return [this.on ? OK : WRONG];
      case 'Log in as the control user':
        return [this.controlWorks ? OK : WRONG];
      case 'Ping as the control user':
        return this.controlWorks ? [OK, 'PONG'] : [WRONG];
      case 'Switch the user off and drop its passwords':
        this.on = this.applying === 'nothing';
        if (this.applying === 'control') this.controlWorks = false;
        return [OK, OK];
      case 'Save the users to the ACL file':
        return [OK, OK];
      case 'Read the user back':
        return [OK, ' 1) "flags"', ` 2) 1) "${this.on ? 'on' : 'off'}"`, ' 3) "passwords"', ' 4) (empty array)'];
      case 'End every connection of the user': {
        const ended = this.sessions.length;
        if (this.killing === 'works') this.sessions = [];
        return [OK, `(integer) ${ended}`];
      }
      case 'Switch the user on with a new password':
        if (this.undoing === 'refused') return [OK, '(error) ERR Error in ACL SETUSER modifier'];
        this.on = true;
        this.controlWorks = true;
        return [OK, OK];
      case 'Log in with the new password':
        return [this.on ? OK : WRONG];
      default:
        throw new Error(`the fake Redis does not know: ${title}`);
    }
  }

  #client(id: string, user: string): string {
    return `id=${id} addr=10.0.0.9:5${id} laddr=10.0.0.1:6379 fd=8 name= age=1 idle=0 flags=N db=0 user=${user} lib-name= lib-ver=`;
  }
}

/** What a draft of K18 takes. */
export const redisParams = Object.entries({
  host: '127.0.0.1',
  port: '6379',
  user: 'svc-recommender',
  userPassword: '/run/ir/leaked.pass',
  controlUser: 'svc-checkout',
  controlPassword: '/run/ir/control.pass',
  adminUser: 'ir-admin',
  adminPassword: '/run/ir/admin.pass',
  newPassword: '/run/ir/new.pass',
}).map(([name, value]) => ({ name, value }));
