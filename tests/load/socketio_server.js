// One of several socket.io servers that share a Redis, for tests/load/beside_socketio.py:
// socketio_server.js REDIS ADAPTER prints its port; everybody is in one room, and hears every change that anybody says.
const { createServer } = require("node:http");
const { Server } = require("socket.io");
const { createClient } = require("redis");
const pubsub = require("@socket.io/redis-adapter");
const streams = require("@socket.io/redis-streams-adapter");

async function main(url, adapter) {
  const client = await createClient({ url }).connect();
  const made =
    adapter === "streams"
      ? streams.createAdapter(client)
      : pubsub.createAdapter(client, await client.duplicate().connect());
  const http = createServer();
  const io = new Server(http, { adapter: made, transports: ["websocket"] });
  io.on("connection", async (socket) => {
    await socket.join("room");
    socket.on("change", (text, answer) => {
      io.to("room").emit("change", text);
      answer();
    });
  });
  http.listen(0, "127.0.0.1", () => console.log(http.address().port));
}

process.stdin.on("end", () => process.exit(0)).resume();
main(...process.argv.slice(2));
