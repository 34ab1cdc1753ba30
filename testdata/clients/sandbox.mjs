// The sandbox that the tests of a file share: started once, on a free port, and asked
// for tokens over its API like the real platform.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

export const alice = 'asmith@example.com';
export const bob = 'bob@example.com';

export async function startSandbox() {
  const [child, announcement] = await start(['sandbox', '--control']);
  return new Sandbox(child, announcement);
}

/** Starts a command of the program that serves, and gives its process and what it announced. */
async function start(command, env = {}) {
  const program = process.env.COVEO_TOKEN;
  if (!program) {
    throw new Error('COVEO_TOKEN must name the program; `make test-clients` sets it');
  }
  const flags = [...command, '--listen', '127.0.0.1:0', '--json'];
  const child = spawn(program, flags, {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...env}});
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${command[0]} ended with exit code ${code}`)));
  ended.catch(() => {}); // when it is stopped, it has a right to end
  const announced = once(createInterface({input: child.stdout}), 'line');
  const [announcement] = await Promise.race([announced, ended]);
  return [child, JSON.parse(announcement)];
}

/** A command of the program that serves and logs. */
class Served {
  #child;
  #log;

  constructor(child) {
    this.#child = child;
    this.#log = createInterface({input: child.stderr});
  }

  /** Waits until a line like the one that is wanted has been logged, such as /200 GET/. */
  logged(wanted) {
    return waitFor(`a line like ${wanted}`, (look) => {
      const read = (line) => look(wanted.test(line) && line);
      this.#log.on('line', read);
      return () => this.#log.off('line', read);
    });
  }

  async stop() {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    await ended;
  }
}

class Sandbox extends Served {
  constructor(child, {url, organizationId, keys}) {
    super(child);
    this.url = url;
    this.searchUrl = `${url}/rest/search/v2`;
    this.organizationId = organizationId;
    this.keys = keys;
  }

  /** Mints a search token for a person, with more attributes of RestTokenParams. */
  async searchToken(name, attributes = {}) {
    const userIds = [{name, provider: 'Email Security Provider'}];
    const {token} = await this.#send('POST', '/rest/search/v2/token', this.keys.authenticatedSearch, {userIds, ...attributes});
    return token;
  }

  /** Moves the clock and switches faults; see `coveo-token sandbox --help`. */
  control(change) {
    return this.#send('PUT', '/sandbox/control', '', change);
  }

  /** Starts a token endpoint for the sandbox, with the flags. */
  async startEndpoint(...flags) {
    const [child, announcement] = await start(['endpoint', ...flags], {
      COVEO_ORGANIZATION_ID: this.organizationId, COVEO_PLATFORM_URL: this.url, COVEO_API_KEY: this.keys.authenticatedSearch,
    });
    return Object.assign(new Served(child), announcement);
  }

  async #send(method, path, credential, body) {
    const headers = {'Content-Type': 'application/json', Authorization: `Bearer ${credential}`};
    const response = await fetch(this.url + path, {method, headers, body: JSON.stringify(body)});
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}

/** Waits until the state of a Headless controller is as wanted, and gives it. */
export function until(controller, wanted) {
  return waitFor(`the state to be like ${wanted}`, (look) =>
    controller.subscribe(() => look(wanted(controller.state) && controller.state)));
}

const patience = 20_000;

/**
 * Resolves with the first truthy value that look is called with, and rejects when none
 * comes. listen starts to call look and returns how to stop it.
 */
function waitFor(what, listen) {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), patience);
    const stop = listen((value) => {
      if (value) {
        clearTimeout(deadline);
        queueMicrotask(() => stop()); // listen may call look before it returns
        resolve(value);
      }
    });
  });
}
