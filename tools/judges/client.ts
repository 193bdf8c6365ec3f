// A program with the client that openapi-typescript made: adds an episode and reads it back. Arguments: address, token.
// It says only what it knows; what the document calls optional must be optional here.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

const [address, token] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${token}` } });

const entry: components["schemas"]["OneEpisode"] = { id: "from-typescript", movement: "twitch", muscle: "calf" };
const added = await client.POST("/api/episodes", { body: entry });
if (!added.data) throw new Error(JSON.stringify(added.error));
const several = await client.POST("/api/episodes", {
  body: { episodes: [{ id: "from-typescript-2", happened_at: new Date().toISOString(), time_zone: "Europe/Berlin" }] },
});
if (!several.data) throw new Error(JSON.stringify(several.error));
const read = await client.GET("/api/episodes", { params: { query: { limit: 10 } } });
if (!read.data) throw new Error(JSON.stringify(read.error));
const found = read.data.episodes.find((one) => one.id === "from-typescript");
console.log(JSON.stringify([added.data.results[0]?.status, several.data.results[0]?.status, found?.movement, found?.woke]));
