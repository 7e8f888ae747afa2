/** A customer who does not exist, so that trying the shop takes no typing. */
export const TEST_CUSTOMER = {
  name: 'Robin Marlow',
  email: 'robin.marlow@example.com',
  address: '14 Harbour Lane\nPort Ellery',
};

/** Card numbers that the bank stub knows. */
export const TEST_CARDS = [
  { number: '4242 4242 4242 4242', outcome: 'Approved' },
  { number: '4000 0000 0000 0002', outcome: 'Declined' },
  { number: '4000 0000 0000 0119', outcome: 'No answer' },
];
