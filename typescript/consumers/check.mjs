// Compiles projects that install the package from its tarball: node check.mjs TARBALL DOCUMENT [--all].
// Run where the packages of package.json are installed. With --all, each source is compiled in each module mode that
// its packages support, by each version of TypeScript; else in few, by one.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [tarball, document, all] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve('node_modules');
const installed = Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).devDependencies);
const versions = installed.filter((name) => name.startsWith('typescript-'));
const ONE = 'typescript-5.9';

const MODES = {
  node10: { module: 'commonjs', moduleResolution: 'node10' },
  node16: { module: 'node16' },
  'node16 ESM': { module: 'node16', extension: 'mts' },
  nodenext: { module: 'nodenext' },
  'nodenext ESM': { module: 'nodenext', extension: 'mts' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};
const SOURCES = {
  plain: Object.keys(MODES),
  'openapi-fetch': Object.keys(MODES),
  // Generates modules, and Hey API's import each other without extensions.
  'openapi-react-query': ['node16 ESM', 'nodenext ESM', 'bundler'],
  cypress: ['node16 ESM', 'nodenext ESM', 'bundler'],
  'hey-api': ['bundler'],
  orval: ['bundler'],
};
/** What does not exist: TypeScript 6 ends node10; before 5.4 the libraries' own types do not compile. */
const isSupported = (source, mode, version) =>
  !(mode === 'node10' && version >= 'typescript-6') && (source === 'plain' || version >= 'typescript-5.4');

const target = join(modules, '@vimmerse/workflow-types');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
execFileSync('tar', ['-xzf', resolve(tarball), '-C', target, '--strip-components=1']);

const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
const failures = [];
if (manifest.scripts?.prepare || manifest.scripts?.postinstall) {
  failures.push('package.json: an installation would run a script');
}

const projects = resolve('projects');
rmSync(projects, { recursive: true, force: true });
mkdirSync(projects);
const bin = join(modules, '.bin');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
const yaml = resolve(document);
run('openapi-ts', ['-i', yaml, '-o', join(projects, 'hey-api')]);
run('orval', ['--input', yaml, '--output', join(projects, 'orval/client.ts'), '--client', 'fetch']);

for (const version of all ? versions : [ONE]) {
  for (const [source, modes] of Object.entries(SOURCES)) {
    const few = source === 'plain' ? ['node10', 'nodenext ESM', 'bundler'] : ['bundler'];
    for (const mode of (all ? modes : few).filter((each) => isSupported(source, each, version))) {
      compile(source, mode, version);
    }
  }
}
for (const [name, code] of Object.entries({
  'test.cjs': "const { TestNamespace } = require('@vimmerse/workflow-types/testing'); new TestNamespace();",
  'test.mjs': "import { TestNamespace } from '@vimmerse/workflow-types/testing'; new TestNamespace();",
})) {
  writeFileSync(join(projects, name), code);
  const { status, stderr } = spawnSync(process.execPath, [join(projects, name)], { encoding: 'utf8' });
  failures.push(...(status === 0 ? [] : [`${name}: ${stderr}`]));
}
console.log(failures.length ? failures.join('\n') : 'ok');
process.exit(failures.length ? 1 : 0);

function run(program, args) {
  const { status, stdout, stderr } = spawnSync(join(bin, program), args, { encoding: 'utf8', env, cwd: projects });
  failures.push(...(status === 0 ? [] : [`${program}: ${stdout}${stderr}`]));
}

function compile(source, mode, version) {
  const { extension = 'ts', ...options } = MODES[mode];
  const file = `${source}-${mode.replace(' ', '-')}.${extension}`;
  copyFileSync(join(here, `${source}.ts`), join(projects, file));
  const config = join(projects, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        types: source === 'cypress' ? ['node', 'cypress'] : ['node'],
        jsx: 'react-jsx',
        // The package's own types are checked; those of others are not ours to check.
        skipLibCheck: source !== 'plain',
        ...options,
      },
      files: [file],
    }),
  );
  const tsc = [join(modules, version, 'bin/tsc'), join(modules, version, 'bin/tsc.js')].find(existsSync);
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8', cwd: projects });
  if (process.env.VERBOSE) {
    console.log(`${version} ${mode} ${source}: ${status === 0 ? 'ok' : 'failed'}`);
  }
  failures.push(...(status === 0 ? [] : [`${version}, ${mode}, ${source}: ${stdout}${stderr}`]));
}
