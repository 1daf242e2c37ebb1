// The S3 server of the tests. Usage: node object-store.js DIRECTORY PORTFILE, with NODE_PATH at its packages.
// The port that was free is written to PORTFILE.
const fs = require("fs");
const S3rver = require("s3rver");

const [directory, portfile] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory,
  configureBuckets: [{ name: "sportello" }],
});
server.run().then((address) => {
  fs.writeFileSync(portfile + ".new", String(address.port));
  fs.renameSync(portfile + ".new", portfile);
});
