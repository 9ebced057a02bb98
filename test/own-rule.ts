/** A rule as a team might write one. */
export const OWN_RULE = {
  title: 'Points at an earlier mail',
  category: 'excuse',
  step: 'acknowledge',
  severity: 'warning',
  article: 'Don’t try to make excuses',
  message: 'This tells them off for not reading.',
  match: ['per my last (email|mail)'],
  rewrites: ['As I should have made clearer'],
  flags: ['As per my last email.'],
  allows: ['My last email was short.'],
};
