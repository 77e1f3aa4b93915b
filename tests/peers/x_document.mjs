// Holds what was said between us and X against X's own OpenAPI document: lines of JSON come in, one request with its answer each,
// and a line of JSON goes out for everything that the document does not allow: { n, side, what }.
//
// Stricter than OpenAPI in two ways: a query parameter, and a field of data, that the document does not name is told too, or a
// misspelt one would pass.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { KEPT } from './x_openapi.mjs';

const spec = JSON.parse(readFileSync(KEPT, 'utf8'));
const schemas = spec.components.schemas;

// What X's reference has since (2.167), and this document (2.62) has not.
const TWEET_FIELDS_SINCE = ['note_tweet'];
spec.components.parameters.TweetFieldsParameter.schema.items.enum.push(...TWEET_FIELDS_SINCE);
schemas.Tweet.properties.public_metrics.properties.bookmark_count = { type: 'integer' };
for (const name of ['url_link_clicks', 'user_profile_clicks']) {
  schemas.Tweet.properties.non_public_metrics.properties[name] = { type: 'integer' };
}

// Fields that no schema names are told, except of schemas that are parts of others, and of problems, which may say more.
const parts = new Set();
walk(spec, (schema, key, within) => within === 'allOf' && schema.$ref && parts.add(schema.$ref));
const open = (name) => parts.has(`#/components/schemas/${name}`) || name.endsWith('Problem');
for (const [name, schema] of Object.entries(schemas)) {
  if (open(name)) continue;
  walk(schema, (one, key, within) => {
    const closes = (one.properties || one.allOf) && one.additionalProperties === undefined;
    if (closes && !['allOf', 'oneOf', 'anyOf'].includes(within)) one.unevaluatedProperties = false;
  });
}

/** Visits every object with its key and the key of the list it is in. */
function walk(value, visit, key = '', within = '') {
  if (Array.isArray(value)) return value.forEach((one, n) => walk(one, visit, n, key));
  if (value === null || typeof value !== 'object') return;
  visit(value, key, within);
  for (const [name, one] of Object.entries(value)) if (name !== 'example') walk(one, visit, name, key);
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema(spec, 'x');
const known = new Map();
function faultsOf(schema, value, of) {
  const text = JSON.stringify(schema).replaceAll('"#/', '"x#/');
  if (!known.has(text)) known.set(text, ajv.compile(JSON.parse(text)));
  const check = known.get(text);
  const word = (one) => `${of}${one.instancePath} ${one.message} ${one.params.unevaluatedProperty ?? one.params.additionalProperty ?? ''}`;
  return check(value) ? [] : check.errors.map((one) => word(one).trim());
}

const resolve = (one) => (one.$ref ? one.$ref.slice(2).split('/').reduce((at, step) => at[step], spec) : one);

/** The operation of a request and what stands for its parts in braces; words come before those. */
function operationOf({ method, path }) {
  const steps = path.split('/');
  const fits = (pattern) => {
    const own = pattern.split('/');
    return own.length === steps.length && own.every((step, n) => step.startsWith('{') || step === steps[n]);
  };
  const braces = (pattern) => pattern.split('{').length;
  const found = Object.keys(spec.paths).filter((pattern) => fits(pattern) && spec.paths[pattern][method.toLowerCase()]);
  const pattern = found.sort((one, other) => braces(one) - braces(other))[0];
  if (!pattern) return null;
  const values = {};
  pattern.split('/').forEach((step, n) => step.startsWith('{') && (values[step.slice(1, -1)] = decodeURIComponent(steps[n])));
  const operation = spec.paths[pattern][method.toLowerCase()];
  return { operation, values, parameters: [...(spec.paths[pattern].parameters ?? []), ...(operation.parameters ?? [])].map(resolve) };
}

/** A text of an address as what its schema wants. */
function read(text, schema) {
  const { type, items } = resolve(schema);
  if (type === 'array') return text.split(',').map((one) => read(one, items));
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return { true: true, false: false }[text] ?? text;
  return text;
}

function requestFaults({ path, query, by, type, body }, { operation, values, parameters }) {
  const schemes = { Bearer: 'BearerToken', OAuth: 'UserToken' };
  const faults = [];
  if (!operation.security.some((one) => schemes[by] in one)) faults.push(`not in the name of ${by || 'nobody'}`);
  for (const { name, in: place, required, schema } of parameters) {
    const given = place === 'path' ? [values[name]] : query.filter(([key]) => key === name).map(([, value]) => value);
    if (required && given.length === 0) faults.push(`no ${name}`);
    if (given.length > 1) faults.push(`${name} stands there twice`);
    if (given.length === 1) faults.push(...faultsOf(schema, read(given[0], schema), name));
  }
  const named = parameters.filter((one) => one.in === 'query').map((one) => one.name);
  faults.push(...query.filter(([key]) => !named.includes(key)).map(([key]) => `no such parameter: ${key}`));
  const wanted = operation.requestBody && resolve(operation.requestBody);
  if (!wanted && body !== '') faults.push('a body that nobody asked for');
  if (wanted) {
    const content = wanted.content[type];
    if (!content) return [...faults, `a body of the kind ${type}`];
    faults.push(...faultsOf(content.schema, JSON.parse(body), 'body'));
  }
  return faults;
}

function answerFaults({ status, answer_type: type, answer }, { operation }) {
  const wanted = operation.responses[status] ?? (status >= 400 && operation.responses.default);
  if (!wanted) return [`no answer ${status}`];
  const content = resolve(wanted).content?.[type];
  if (!content) return [`an answer ${status} of the kind ${type}`];
  const value = JSON.parse(answer);
  const faults = faultsOf(content.schema, value, 'answer');
  // What kind of problem it is says which fields it has: OpenAPI's discriminator.
  const problems = type === 'application/problem+json' ? [value] : (value.errors ?? []);
  for (const problem of problems) {
    const schema = schemas.Problem.discriminator.mapping[problem.type];
    faults.push(...(schema ? faultsOf({ $ref: schema }, problem, 'problem') : [`no such problem: ${problem.type}`]));
  }
  return faults;
}

let n = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const exchange = JSON.parse(line);
  const told = (side) => (what) => console.log(JSON.stringify({ n, side, what }));
  const found = operationOf(exchange);
  if (!found) told('request')(`no such operation: ${exchange.method} ${exchange.path}`);
  else {
    requestFaults(exchange, found).forEach(told('request'));
    if (exchange.answer !== null) answerFaults(exchange, found).forEach(told('answer'));
  }
  n += 1;
}
