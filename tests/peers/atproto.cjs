// A real AT Protocol network for tests: account directory, server and, made from its firehose, a Jetstream. It listens on this
// machine only, prints one line of JSON once it is ready, and ends when its input does.
//
//   node atproto.cjs
'use strict'

const net = require('node:net')

// The servers listen wherever they can unless they are told.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' && typeof rest[0] !== 'string') return listen.call(this, first, '127.0.0.1', ...rest)
  if (first && typeof first === 'object' && first.port !== undefined && !first.host) first = { ...first, host: '127.0.0.1' }
  return listen.call(this, first, ...rest)
}

const { TestNetworkNoAppView } = require('@atproto/dev-env')
const { Firehose, MemoryRunner } = require('@atproto/sync')
const { WebSocketServer } = require('ws')

const POSTS = 'app.bsky.feed.post'

async function account(pds, name) {
  const response = await fetch(`${pds}/xrpc/com.atproto.server.createAccount`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ handle: `${name}.test`, email: `${name}@test.invalid`, password: `pw-${name}` })
  })
  if (!response.ok) throw new Error(`${name} gets no account: ${response.status} ${await response.text()}`)
  const { did } = await response.json()
  return { did, handle: `${name}.test`, password: `pw-${name}` }
}

// Events of the firehose in Jetstream's form, from the beginning on.
async function jetstream(pds) {
  const told = []
  const listeners = new Set()
  const tell = (event) => {
    event.time_us = Math.max(Date.now() * 1000, (told.at(-1)?.time_us ?? 0) + 1)
    told.push(event)
    for (const listener of listeners) listener(event)
  }
  const hose = new Firehose({
    service: pds.replace('http', 'ws'),
    runner: new MemoryRunner({ startCursor: 0 }),
    unauthenticatedCommits: true,
    excludeIdentity: true,
    onError: (error) => console.error('firehose:', error.message),
    handleEvent: async (event) => {
      const { did } = event
      if (event.event === 'account') {
        tell({ did, kind: 'account', account: { active: event.active, did, status: event.status } })
      } else if (event.collection === POSTS) {
        const { rev, collection, rkey } = event
        const commit = { rev, operation: event.event, collection, rkey }
        if (event.event !== 'delete') {
          commit.record = JSON.parse(JSON.stringify(event.record))
          commit.cid = event.cid.toString()
        }
        tell({ did, kind: 'commit', commit })
      }
    }
  })
  hose.start()
  const server = new WebSocketServer({ port: 0, path: '/subscribe' })
  server.on('connection', (socket, request) => {
    const cursor = Number(new URL(request.url, 'http://x').searchParams.get('cursor') ?? Infinity)
    const send = (event) => socket.send(JSON.stringify(event))
    told.filter((event) => event.time_us >= cursor).forEach(send)
    listeners.add(send)
    socket.on('close', () => listeners.delete(send))
  })
  await new Promise((ready) => server.on('listening', ready))
  return `ws://127.0.0.1:${server.address().port}/subscribe`
}

async function main() {
  const network = await TestNetworkNoAppView.create({ pds: { hostname: 'localhost' } })
  const pds = network.pds.url
  const accounts = { airline: await account(pds, 'airline'), traveller: await account(pds, 'traveller') }
  const ready = { pds, jetstream: await jetstream(pds), accounts, versions: { pds: require('@atproto/pds/package.json').version } }
  console.log(JSON.stringify(ready))
  const stop = () => process.exit(0)
  process.on('SIGTERM', stop)
  process.stdin.on('end', stop).resume()
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
