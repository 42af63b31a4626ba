// A plain broadcast with node's ws, one message per change, for tests/load/fanout.py:
// ws_broadcast.js PEOPLE CHANGES PAYLOAD prints its port, waits for "go", sends, and prints the CPU seconds it took.
const { WebSocketServer } = require("ws");
const [people, changes] = process.argv.slice(2, 4).map(Number);
const payload = Buffer.from(process.argv[4]);
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

server.on("listening", () => console.log(server.address().port));
process.stdin.once("data", async () => {
  if (server.clients.size !== people) throw new Error(`${server.clients.size} people instead of ${people}`);
  const before = process.cpuUsage();
  for (let n = 0; n < changes; n++) {
    for (const person of server.clients) person.send(payload, { binary: false });
    await nextTurn();
  }
  while ([...server.clients].some((person) => person.bufferedAmount)) await new Promise((resolve) => setTimeout(resolve, 5));
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1e6);
});
process.stdin.on("end", () => process.exit(0));
