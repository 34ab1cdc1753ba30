// Runs the Headless code against a token endpoint of its own, which first hands out a
// token that has expired: TOKENS are the tokens, one after the other.
import {createServer} from 'node:http';

import {buildResultList} from '@coveo/headless';

import {buildEngine} from './engine.mjs';

const tokens = process.env.TOKENS.split(' ');
let asked = 0;
const server = createServer((request, response) => {
  const token = tokens[Math.min(asked++, tokens.length - 1)];
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({token}));
});
server.listen(0, '127.0.0.1', async () => {
  const engine = await buildEngine(`http://127.0.0.1:${server.address().port}/token`);
  const list = buildResultList(engine);
  list.subscribe(() => {
    if (list.state.firstSearchExecuted && !list.state.isLoading) {
      console.log(`${engine.state.search.response.totalCount} items found, ${asked} tokens fetched`);
      process.exit(list.state.hasError ? 1 : 0);
    }
  });
  engine.executeFirstSearch();
});
