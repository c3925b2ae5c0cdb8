/** How somebody has shown who they are. */
export const signInWays = ['password', 'passkey', 'pin', 'link'] as const;
export type SignInWay = (typeof signInWays)[number];
