// SPDX-License-Identifier: Apache-2.0
// Checks the image's Dockerfile without Docker: its syntax by the validator that editors use, and that
// everything it copies is there once the repository is built.
//   node dockerfile.mjs REPOSITORY   in a directory where package.json beside this file is installed
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const repository = process.argv[2];
const require = createRequire(path.join(process.cwd(), 'package.json'));
const { validate } = require('dockerfile-utils');
const { DockerfileParser } = require('dockerfile-ast');
const text = readFileSync(path.join(repository, 'jobs/nightly/kubernetes/Dockerfile'), 'utf8');

const fail = (message) => {
  console.error(`nightly: Dockerfile: ${message}`);
  process.exit(1);
};

const problems = (content) => validate(content).map((one) => `line ${one.range.start.line + 1}: ${one.message}`);
if (problems(text).length > 0) fail(problems(text).join('; '));
for (const [right, wrong] of [['COPY conf', 'COPPY conf'], ['USER 185', 'USER'], ['FROM ${SPARK}', '']]) {
  const spoiled = text.replace(right, wrong);
  if (spoiled === text || problems(spoiled).length === 0) fail(`a mistake in "${right}" is not told`);
}

const isThere = (pattern) => {
  const { dir, base } = path.posix.parse(pattern);
  const name = new RegExp(`^${base.split('*').map((part) => part.replace(/\W/g, '\\$&')).join('.*')}$`);
  const directory = path.join(repository, dir);
  return existsSync(directory) && readdirSync(directory).some((file) => name.test(file));
};
for (const copy of DockerfileParser.parse(text).getCOPYs()) {
  for (const source of copy.getArguments().slice(0, -1).map((one) => one.getValue())) {
    if (!isThere(source)) fail(`${source} is not there after ./mvnw package`);
  }
}
if (isThere('target/spark/jars/no-*.jar')) fail('a file that nobody made is there');
console.log('nightly: the Dockerfile is valid, and all that it copies is built');
