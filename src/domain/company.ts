/** There is one company: what exists once for it has this id, such as `settings/company`. */
export const COMPANY = 'company';
