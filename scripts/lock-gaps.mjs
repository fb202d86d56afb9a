import { readFileSync } from 'node:fs'

/** Platform packages that the lock file names but does not hold: with such a gap `npm ci` fails for everybody. */
export function lockGaps(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(([name, range]) => `${name}@${range}, wanted by ${path || 'package.json'}`),
  )
}
