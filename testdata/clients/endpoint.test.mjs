// A front end whose renewAccessToken asks `coveo-token endpoint`: @coveo/headless, as
// published, against the sandbox.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {buildResultList, buildSearchEngine} from '@coveo/headless';

import {alice, bob, startSandbox, until} from './sandbox.mjs';

const page = 'http://localhost:5173';

let sandbox;
let endpoint;
before(async () => {
  sandbox = await startSandbox();
  endpoint = await sandbox.startEndpoint('--user', alice, '--allow-user', bob, '--cors', page, '--search-hub', 'SupportHub');
});
after(async () => {
  await endpoint?.stop();
  await sandbox.stop();
});

/** Asks for a token as a page of that origin does. */
async function token(query = '', origin = page) {
  const response = await fetch(endpoint.url + query, {headers: {Origin: origin}});
  return response.ok ? (await response.json()).token : Promise.reject(new Error(`${response.status} ${await response.text()}`));
}

async function engineAs(query = '') {
  return buildSearchEngine({
    configuration: {
      organizationId: sandbox.organizationId,
      accessToken: await token(query),
      renewAccessToken: () => token(query),
      search: {proxyBaseUrl: endpoint.search_url},
      analytics: {enabled: false},
    },
    loggerOptions: {level: 'silent'},
  });
}

/** Runs the first search and gives the results. */
async function firstResults(engine) {
  const list = buildResultList(engine);
  engine.executeFirstSearch();
  const {results} = await until(list, ({firstSearchExecuted, isLoading}) => firstSearchExecuted && !isLoading);
  return results;
}

test('a token that has expired is renewed at the endpoint, whose log shows it', async () => {
  const engine = await engineAs();
  await sandbox.control({expireTokens: true});
  const refused = sandbox.logged(/ 419 POST \/rest\/search\/v2\?/);
  const renewed = endpoint.logged(/"status":200.*"user":"asmith@example.com".*"renewals":1/);
  assert.notEqual((await firstResults(engine)).length, 0);
  await Promise.all([refused, renewed]);
});

test('an allowed user gets a token of her own, others none', async () => {
  const found = (await firstResults(await engineAs())).length;
  assert.ok((await firstResults(await engineAs(`?as=${bob}`))).length <= found);
  await assert.rejects(token('?as=cdiaz@example.com'), /^Error: 403 .*not among the allowed users/);
});

test('a page that was not named gets nothing', async () => {
  await assert.rejects(token('', 'http://localhost:5174'), /^Error: 403 /);
});
