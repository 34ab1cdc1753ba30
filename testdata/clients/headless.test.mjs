// @coveo/headless, as published, against the sandbox.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {
  buildAutomaticFacetGenerator, buildCategoryFacet, buildDateFacet, buildDateSortCriterion, buildDidYouMean, buildFacet,
  buildNumericFacet, buildPager, buildQueryError, buildQuickview, buildRelevanceInspector, buildResultList,
  buildResultsPerPage, buildSearchBox, buildSearchEngine, buildSort, buildStandaloneSearchBox,
} from '@coveo/headless';

import {alice, bob, startSandbox, until} from './sandbox.mjs';

let sandbox;
before(async () => (sandbox = await startSandbox()));
after(() => sandbox.stop());

/** An engine whose only host is the sandbox. */
function engineWith(accessToken, more = {}) {
  return buildSearchEngine({
    configuration: {
      organizationId: sandbox.organizationId,
      accessToken,
      search: {proxyBaseUrl: sandbox.searchUrl, searchHub: 'SupportHub'},
      analytics: {enabled: false},
      ...more,
    },
    loggerOptions: {level: 'silent'},
  });
}

/** Runs the first search and gives the state of the result list. */
async function firstResults(engine) {
  const list = buildResultList(engine);
  engine.executeFirstSearch();
  return until(list, ({firstSearchExecuted, isLoading}) => firstSearchExecuted && !isLoading);
}

test('the results are those that the user of the token may see', async () => {
  const found = {};
  for (const name of [alice, bob]) {
    const token = await sandbox.searchToken(name, {filter: '@objecttype==Case OR @source==AgentPlaybook', pipeline: 'InternalSearch'});
    const {results} = await firstResults(engineWith(token));
    found[name] = results.length;
  }
  assert.ok(found[alice] > found[bob], JSON.stringify(found));
});

test('the hub of the token is that of the engine', async () => {
  const engine = engineWith(await sandbox.searchToken(alice, {searchHub: 'IntranetHub'}));
  await firstResults(engine);
  assert.equal(engine.state.searchHub, 'IntranetHub');
  assert.equal(engine.state.pipeline, '');
  assert.equal(engine.state.search.response.pipeline, 'InternalSearch');
});

test('the search box suggests and searches', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const box = buildSearchBox(engine, {options: {numberOfSuggestions: 3}});
  box.updateText('re');
  box.showSuggestions();
  const {suggestions} = await until(box, ({suggestions}) => suggestions.length > 0);
  assert.equal(suggestions.length, 3);

  const list = buildResultList(engine);
  box.selectSuggestion(suggestions[0].rawValue);
  const {results} = await until(list, ({hasResults, isLoading}) => hasResults && !isLoading);
  assert.equal(box.state.value, suggestions[0].rawValue);
  assert.ok(results.every(({title, uri, uniqueId}) => title && uri && uniqueId));
});

test('a facet counts, narrows and can be searched', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const sources = buildFacet(engine, {options: {field: 'source', numberOfValues: 4}});
  const list = buildResultList(engine, {options: {fieldsToInclude: ['source']}});
  await firstResults(engine);
  assert.equal(sources.state.values.length, 4);

  sources.facetSearch.updateText('intra');
  sources.facetSearch.search();
  const {facetSearch} = await until(sources, ({facetSearch}) => facetSearch.values.length > 0);
  assert.deepEqual(facetSearch.values.map(({rawValue}) => rawValue), ['Intranet']);

  sources.facetSearch.select(facetSearch.values[0]);
  await until(sources, ({hasActiveValues, isLoading}) => hasActiveValues && !isLoading);
  const {results} = await until(list, ({isLoading}) => !isLoading);
  assert.deepEqual([...new Set(results.map(({raw}) => raw.source))], ['Intranet']);
});

test('facets of numbers, dates and categories count too', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const years = buildNumericFacet(engine, {options: {field: 'year', generateAutomaticRanges: true, numberOfValues: 3}});
  const dates = buildDateFacet(engine, {options: {field: 'date', generateAutomaticRanges: true, numberOfValues: 3}});
  const products = buildCategoryFacet(engine, {options: {field: 'product'}});
  await firstResults(engine);
  for (const {values} of [years.state, dates.state]) {
    assert.equal(values.length, 3);
    assert.ok(values.every(({start, end}) => start < end));
    assert.equal(values.reduce((sum, {numberOfResults}) => sum + numberOfResults, 0), engine.state.search.response.totalCount);
  }
  assert.ok(products.state.valuesAsTrees.some(({value, numberOfResults}) => value === 'Brightbox' && numberOfResults > 0));
});

test('the server chooses facets, and they narrow', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const generator = buildAutomaticFacetGenerator(engine, {options: {desiredCount: 3, numberOfValues: 4}});
  await firstResults(engine);
  const all = engine.state.search.response.totalCount;
  assert.equal(generator.state.automaticFacets.length, 3);

  const [facet] = generator.state.automaticFacets;
  const [value] = facet.state.values;
  assert.ok(value.numberOfResults < all && facet.state.values.length <= 4);
  facet.toggleSelect(value);
  await until(generator, () => engine.state.search.response.totalCount === value.numberOfResults);
  const [kept] = generator.state.automaticFacets;
  assert.equal(kept.state.field, facet.state.field);
  assert.equal(kept.state.values.find((v) => v.value === value.value).state, 'selected');
});

test('results are sorted and paged', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  buildSort(engine, {initialState: {criterion: buildDateSortCriterion('descending')}});
  buildResultsPerPage(engine, {initialState: {numberOfResults: 5}});
  const pager = buildPager(engine);
  const list = buildResultList(engine, {options: {fieldsToInclude: ['date']}});
  const pages = [(await firstResults(engine)).results];
  pager.nextPage();
  await until(list, ({isLoading, results}) => !isLoading && results[0].uniqueId !== pages[0][0].uniqueId);
  pages.push(list.state.results);

  const dates = pages.flat().map(({raw}) => raw.date);
  assert.equal(dates.length, 10);
  assert.deepEqual(dates, dates.toSorted((a, b) => b - a));
});

test('a misspelt query is corrected', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const box = buildSearchBox(engine);
  const correction = buildDidYouMean(engine);
  box.updateText('lantrn');
  box.submit();
  const {wasCorrectedTo} = await until(correction, ({wasAutomaticallyCorrected}) => wasAutomaticallyCorrected);
  assert.equal(wasCorrectedTo, 'lantern');
});

test('the relevance inspector shows as whom the query ran', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const inspector = buildRelevanceInspector(engine, {initialState: {enabled: true}});
  await firstResults(engine);
  const {userIdentities, executionReport, rankingInformation} = inspector.state;
  assert.ok(userIdentities.some(({name}) => name === alice));
  assert.ok(executionReport.children.some(({name}) => name === 'PerformAuthentication'));
  assert.notEqual(rankingInformation.length, 0);
});

test('a standalone search box asks for the plan and redirects', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const box = buildStandaloneSearchBox(engine, {options: {redirectionUrl: 'https://help.example.com/search'}});
  box.updateText('lamp');
  const planned = sandbox.logged(/ 200 POST \/rest\/search\/v2\/plan/);
  box.submit();
  const {redirectTo} = await until(box, ({redirectTo}) => redirectTo !== '');
  await planned;
  assert.equal(redirectTo, 'https://help.example.com/search');
});

test('an item has a quick view', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  const {results: [result]} = await firstResults(engine);
  const quickview = buildQuickview(engine, {options: {result}});
  assert.ok(quickview.state.resultHasPreview);
  quickview.fetchResultContent();
  const {content} = await until(quickview, ({content}) => content !== '');
  assert.match(content, /<h1>/);

  const linked = buildQuickview(engine, {options: {result, onlyContentURL: true}});
  linked.fetchResultContent();
  const {contentURL} = await until(linked, ({contentURL}) => contentURL);
  assert.equal((await fetch(contentURL)).status, 200);
});

test('a token that has expired is renewed, and the search comes through', async () => {
  let renewals = 0;
  const renewAccessToken = () => {
    renewals++;
    return sandbox.searchToken(alice);
  };
  const engine = engineWith(await sandbox.searchToken(alice), {renewAccessToken});
  await sandbox.control({expireTokens: true});
  const refused = sandbox.logged(/ 419 POST \/rest\/search\/v2\?/);
  const {results} = await firstResults(engine);
  await refused;
  assert.equal(renewals, 1);
  assert.notEqual(results.length, 0);
});

test('without a way to renew it, an expired token is an error', async () => {
  const engine = engineWith(await sandbox.searchToken(alice));
  await sandbox.control({expireTokens: true});
  const failure = buildQueryError(engine);
  engine.executeFirstSearch();
  const {error} = await until(failure, ({hasError}) => hasError);
  assert.equal(error.type, 'UnauthorizedTokenError');
});

test('when there are too many requests, it waits and tries again', async () => {
  await sandbox.control({faults: ['429*2@/rest/search/v2']});
  const {results} = await firstResults(engineWith(sandbox.keys.anonymousSearch));
  assert.notEqual(results.length, 0);
});

test('a paused organization is told as such', async (t) => {
  t.after(() => sandbox.control({faults: []}));
  await sandbox.control({faults: ['503@/rest/search/v2']});
  const engine = engineWith(sandbox.keys.anonymousSearch);
  const failure = buildQueryError(engine);
  engine.executeFirstSearch();
  const {error} = await until(failure, ({hasError}) => hasError);
  assert.equal(error.type, 'OrganizationIsPausedException');
});

test('analytics events are taken with the search token', async () => {
  const taken = sandbox.logged(/ 200 POST \/rest\/ua\/v15\/analytics\/search/);
  const engine = engineWith(await sandbox.searchToken(alice), {
    analytics: {analyticsMode: 'legacy', proxyBaseUrl: `${sandbox.url}/rest/ua`},
  });
  await firstResults(engine);
  await taken;
});
