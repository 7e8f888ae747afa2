const HEADLINES = {
  right: 'Right',
  wrong: 'Not right yet',
  crashed: 'The shop does not work with your file',
  'timed-out': 'The checkout was not settled',
  'not-well': 'The lab is not well. This is not your mistake',
};

/** A verdict in a few words. */
export function headlineOf({ result }) {
  return HEADLINES[result] ?? result;
}
