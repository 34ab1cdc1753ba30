// @coveo/platform-client, as published, against the sandbox.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {PlatformClient} from '@coveo/platform-client';

import {alice, bob, startSandbox} from './sandbox.mjs';

let sandbox;
before(async () => (sandbox = await startSandbox()));
after(() => sandbox.stop());

function client(accessToken) {
  const {url, organizationId} = sandbox;
  return new PlatformClient({accessToken, organizationId, host: url, serverlessHost: url});
}

const provider = 'Email Security Provider';
const titles = ({results}) => results.map(({title}) => title);

test('initialize checks the token', async () => {
  await client(sandbox.keys.authenticatedSearch).initialize();
  await assert.rejects(client('made-up').initialize());
});

test('two users with tokens of their own find different items', async () => {
  const {search} = client(sandbox.keys.authenticatedSearch);
  const found = {};
  for (const name of [alice, bob]) {
    const {token} = await search.createToken({userIds: [{name, provider}]});
    found[name] = titles(await client(token).search.query({q: '', numberOfResults: 1000}));
  }
  const onlyAlice = found[alice].filter((title) => !found[bob].includes(title));
  const both = found[alice].filter((title) => found[bob].includes(title));
  assert.notEqual(onlyAlice.length, 0);
  assert.notEqual(both.length, 0);
});

test('a token enforces its filter, hub and pipeline', async () => {
  const token = await sandbox.searchToken(alice, {
    filter: '@source==KnowledgeBase', searchHub: 'SupportHub', pipeline: 'InternalSearch',
  });
  const answer = await client(token).search.query({q: '', numberOfResults: 1000, pipeline: 'CustomerSupport'});
  assert.equal(answer.pipeline, 'InternalSearch');
  assert.deepEqual([...new Set(answer.results.map(({raw}) => raw.source))], ['KnowledgeBase']);
});

test('an item can be suggested, counted, shown and fetched', async () => {
  const {search} = client(await sandbox.searchToken(alice));

  const {completions} = await search.querySuggestPost({q: 're'});
  assert.ok(completions.every(({expression}) => / ?re/.test(expression)) && completions.length > 0);

  const facet = await search.searchFacet({field: 'source', type: 'specific', query: '*know*'});
  assert.deepEqual(facet.values.map(({rawValue}) => rawValue), ['KnowledgeBase']);

  const {fields} = await search.listFields();
  assert.ok(fields.some(({name, groupByField}) => name === '@source' && groupByField));

  const {values} = await search.getFieldValues('@source');
  assert.ok(values.some(({value, numberOfResults}) => value === 'KnowledgeBase' && numberOfResults > 0));

  const {results: [item]} = await search.query({q: 'lamp', numberOfResults: 1});
  assert.match(await search.previewHTML({uniqueId: item.uniqueId, requestedOutputSize: 0}), /<h1>/);
  assert.equal((await search.getDocument({uniqueId: item.uniqueId})).title, item.title);
});

test('pipelines are listed in both shapes', async () => {
  const {pipeline} = client(sandbox.keys.privilegeViewer);
  const all = await pipeline.list();
  assert.ok(Array.isArray(all) && all.length > 2);
  const page = await pipeline.list({enablePagination: true, page: 0, perPage: 2, isOrderAscending: true});
  assert.equal(page.items.length, 2);
  assert.equal(page.totalEntries, all.length);
  assert.equal((await pipeline.get(all[0].id)).name, all[0].name);
});

test('privileges are listed and evaluated', async () => {
  const viewer = client(sandbox.keys.privilegeViewer);
  const mine = await viewer.organization.listMyPrivileges();
  const all = await viewer.organization.listPrivileges();
  assert.ok(mine.length > 0 && mine.length < all.length);
  assert.ok((await viewer.organization.listApiKeysPrivileges()).length > 0);

  const impersonate = {owner: 'SEARCH_API', targetDomain: 'IMPERSONATE', type: 'ENABLE', targetId: '*'};
  for (const [key, approved] of [[sandbox.keys.authenticatedSearch, true], [sandbox.keys.anonymousSearch, false]]) {
    const question = {organizationId: sandbox.organizationId, requestedPrivilege: impersonate};
    assert.equal((await client(key).privilegeEvaluator.evaluate(question)).approved, approved);
  }
});

test('the organization, its providers, hubs and fields are there', async () => {
  const viewer = client(sandbox.keys.privilegeViewer);
  assert.equal((await viewer.organization.get(sandbox.organizationId)).id, sandbox.organizationId);
  assert.equal((await viewer.organization.status()).status, 'HEALTHY');
  assert.ok((await viewer.organization.list()).some(({id}) => id === sandbox.organizationId));

  const providers = await viewer.securityCache.listProviders();
  assert.ok(providers.some(({type}) => type === 'EMAIL'));
  const members = await viewer.securityCache.listMembers(provider, {page: 0, perPage: 100});
  assert.ok(members.items.some(({name}) => name === alice));

  const {items: fields} = await viewer.field.list();
  assert.ok(fields.some(({name}) => name === 'source'));
});

test('a refusal says why', async () => {
  await assert.rejects(client(sandbox.keys.anonymousSearch).organization.listPrivileges(), (error) => {
    assert.match(error.detail, /PLATFORM\/ORGANIZATION:VIEW/);
    assert.ok(error.title && error.xRequestId);
    return true;
  });
  await assert.rejects(client(sandbox.keys.disabled).search.query({q: ''}), ({title}) => title === 'InvalidTokenException');
});
