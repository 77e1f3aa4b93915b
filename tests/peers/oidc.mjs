// A real OpenID Connect provider (npm oidc-provider) on a free loopback port, for tests. Any login name is somebody; the
// part before a dot says which groups they are in: `gate.7` is in the group `gate`, `a+b.7` in two.
// Usage: node oidc.mjs REDIRECT_URI ; prints `ready ISSUER` and serves until it is ended.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const server = createServer((request, response) => handler(request, response));
let handler = (_, response) => response.writeHead(503).end();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "giftgate",
      client_secret: "a secret of the test, long enough for everybody",
      redirect_uris: [process.argv[2]],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
    }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({
        sub: id,
        email: id.startsWith("nomail") ? undefined : `${id}@airline.example`,
        email_verified: true,
        name: `Person ${id}`,
        groups: id.split(".")[0].split("+"),
      }),
    }),
    cookies: { keys: ["a key of the test"] },
    ttl: { AccessToken: 600, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
  });
  handler = provider.callback();
  console.log(`ready ${issuer}`);
});
