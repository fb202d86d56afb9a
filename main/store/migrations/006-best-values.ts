/** The best of what is better the higher it is was kept as the lowest: take it from the points. */
export const sql = `
UPDATE measure SET best = coalesce(
  (SELECT max(value) FROM point WHERE point.run = measure.run AND point.name = measure.name AND typeof(value) != 'text'),
  best
) WHERE name IN (
  'validation/accuracy', 'validation/macro-f1', 'validation/correlation', 'validation/f1', 'validation/span-f1',
  'validation/exact-match', 'validation/answer-f1'
);
`
