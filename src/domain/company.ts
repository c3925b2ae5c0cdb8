/** There is one company. Aggregates that it has once, such as `settings/company`, have this id. */
export const COMPANY = 'company';
