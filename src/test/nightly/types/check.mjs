// SPDX-License-Identifier: Apache-2.0
// Checks the definitions for EMR Serverless, EventBridge Scheduler, Databricks and Kubernetes against
// the types that those services publish in their own clients: a missing, misspelt or misplaced field
// and a wrong value of a closed list are errors of the TypeScript compiler.
//   node check.mjs REPOSITORY        in a directory where package.json beside this file is installed
// PINFOLD_ENV names the pinfold.env to render with.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const repository = process.argv[2];
const here = process.cwd();
const require = createRequire(path.join(here, 'package.json'));
const yaml = require('js-yaml');
const nightly = path.join(repository, 'jobs', 'nightly');
const render = (file) =>
  execFileSync(path.join(nightly, 'render'), [path.join(nightly, file)], { encoding: 'utf8' });

const emr = "import('@aws-sdk/client-emr-serverless')";
const scheduler = "import('@aws-sdk/client-scheduler')";
const databricks = "import('@databricks/sdk-experimental/dist/apis/jobs/model')";
const kubernetes = "import('@kubernetes/client-node')";

const startJobRun = JSON.parse(render('emr-serverless/start-job-run.json'));
const schedule = JSON.parse(render('emr-serverless/schedule.json'));
const scheduled = JSON.parse(schedule.Target.Input);
const [account, role, binding] = yaml.loadAll(render('kubernetes/access.yaml'));
const values = {
  application: [`${emr}.CreateApplicationRequest`, JSON.parse(render('emr-serverless/application.json'))],
  startJobRun: [`${emr}.StartJobRunRequest`, startJobRun],
  schedule: [`${scheduler}.CreateScheduleInput`, schedule],
  scheduled: [`${emr}.StartJobRunRequest`, scheduled],
  job: [`${databricks}.CreateJob`, JSON.parse(render('databricks/job.json'))],
  cronJob: [`${kubernetes}.V1CronJob`, yaml.load(render('kubernetes/cronjob.yaml'))],
  maintainJob: [`${kubernetes}.V1CronJob`, yaml.load(render('kubernetes/maintain.yaml'))],
  account: [`${kubernetes}.V1ServiceAccount`, account],
  role: [`${kubernetes}.V1Role`, role],
  binding: [`${kubernetes}.V1RoleBinding`, binding],
};

// The deepest object, where the types are to be just as strict as at the top.
const spoil = (value) => {
  const copy = structuredClone(value);
  let depth = -1;
  let deepest;
  const walk = (node, level) => {
    if (Array.isArray(node)) node.forEach((one) => walk(one, level + 1));
    else if (node && typeof node === 'object') {
      // Free maps (labels, properties, conditions) take any name; they hold no field names.
      const free = Object.keys(node).some((name) => /[.-]|Expression|^jar$/.test(name));
      if (!free && level > depth) [depth, deepest] = [level, node];
      for (const [name, one] of Object.entries(node)) {
        if (!['properties', 'labels', 'matchLabels'].includes(name)) walk(one, level + 1);
      }
    }
  };
  walk(copy, 0);
  deepest.nonsense = 1;
  return copy;
};

const lines = [];
for (const [name, [type, value]] of Object.entries(values)) {
  lines.push(`export const ${name}: ${type} = ${JSON.stringify(value)};`);
  // A check that cannot fail would be none: one field too many must be told, at any depth.
  lines.push('// @ts-expect-error');
  lines.push(`export const ${name}Spoiled: ${type} = ${JSON.stringify(spoil(value))};`);
}
rmSync(path.join(here, 'definitions'), { recursive: true, force: true });
mkdirSync(path.join(here, 'definitions'));
writeFileSync(path.join(here, 'definitions', 'definitions.ts'), lines.join('\n') + '\n');
writeFileSync(
  path.join(here, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: {
      noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', module: 'esnext',
      moduleResolution: 'bundler', types: [],
    },
    files: ['definitions/definitions.ts'],
  }),
);
try {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', here], {
    encoding: 'utf8',
  });
} catch (failure) {
  console.error(String(failure.stdout).slice(0, 4000));
  process.exit(1);
}
const { clientToken, ...rest } = scheduled;
if (!clientToken || JSON.stringify(rest) !== JSON.stringify(startJobRun)) {
  console.error('schedule.json: Target.Input is not start-job-run.json with a clientToken');
  process.exit(1);
}
console.log(`nightly: ${Object.keys(values).length} definitions fit the published types`);
