export const productKinds = ['core', 'label', 'finished-goods', 'service'] as const;
