import type { CommandPayload } from '../contracts/commands.ts';

// What the demo company buys from, sells to and keeps: all invented.

type Client = CommandPayload<'RegisterClient'>;
type Product = CommandPayload<'RegisterProduct'>;
type Item = CommandPayload<'RegisterStockItem'>;

export const demoClients: readonly Client[] = [
  client('bluewattle', 'Bluewattle Packaging', '12 Foundry Road, Seven Hills NSW 2147', 'Mei Lawson', 30),
  client('ironbark', 'Ironbark Textiles', '88 Mill Lane, Geelong VIC 3220', 'Tom Aldous', 14),
  client('saltbush', 'Saltbush Films', '5 Reel Court, Salisbury SA 5108', 'Irena Kos', 30),
  client('kookaburra', 'Kookaburra Carpet Mills', '140 Weaver Street, Ballarat VIC 3350', 'Grant Pye', 30),
  client('currawong', 'Currawong Labels', '3 Press Avenue, Wacol QLD 4076', 'Lena Odgers', 14),
  client('coolabah', 'Coolabah Foils', '27 Anvil Drive, Wetherill Park NSW 2164', 'Samir Haddad', 30),
  client('tallowwood', 'Tallowwood Foods', '61 Cannery Road, Shepparton VIC 3630', 'Bridie Shaw', 21),
  client('banksia', 'Banksia Logistics', '9 Depot Way, Laverton North VIC 3026', 'Owen Tait', 30),
  client('gumnut', 'Gumnut Nappies', '44 Cotton Street, Ingleburn NSW 2565', 'Rosa Lim', 14),
  client('murray-river', 'Murray River Flour', '2 Silo Road, Echuca VIC 3564', 'Hal Brennan', 21),
  client('warrigal', 'Warrigal Print', '19 Galley Street, Marrickville NSW 2204', 'Zoe Papas', 7),
];

export const demoProducts: readonly Product[] = [
  core('core-76-500', 'C76-500', 'Core 76 × 500 mm', 6_800),
  core('core-76-650', 'C76-650', 'Core 76 × 650 mm', 8_400),
  core('core-76-800', 'C76-800', 'Core 76 × 800 mm', 10_200),
  core('core-76-1000', 'C76-1000', 'Core 76 × 1,000 mm', 18_250, 'bluewattle'),
  core('core-76-1300', 'C76-1300', 'Core 76 × 1,300 mm', 19_900),
  core('core-76-1600', 'C76-1600', 'Core 76 × 1,600 mm', 24_600, 'ironbark'),
  core('core-102-1200', 'C102-1200', 'Core 102 × 1,200 mm', 27_300),
  core('core-152-900', 'C152-900', 'Core 152 × 900 mm', 41_500, 'coolabah'),
  core('core-152-4000', 'C152-4000', 'Core 152 × 4,000 mm', 186_000, 'kookaburra'),
  label('label-100-150', 'L100-150', 'Label 100 × 150 mm', 385_000),
  label('label-62-29', 'L62-29', 'Label 62 × 29 mm', 214_000, 'warrigal'),
];

export const demoItems: readonly Item[] = [
  paper('k120-980', 'K120-980', 'Kraft 120 gsm 980 mm', 'A3', 20, 'Opal Fibre'),
  paper('k120-1040', 'K120-1040', 'Kraft 120 gsm 1,040 mm', 'A4', 20, 'Opal Fibre'),
  paper('k090-1040', 'K090-1040', 'Kraft 90 gsm 1,040 mm', 'A5', 20, 'Opal Fibre'),
  paper('w140-980', 'W140-980', 'White liner 140 gsm 980 mm', 'A7', 10, 'Derwent Paper'),
  paper('w140-1040', 'W140-1040', 'White liner 140 gsm 1,040 mm', 'A8', 8, 'Derwent Paper'),
  paper('t170-1200', 'T170-1200', 'Testliner 170 gsm 1,200 mm', 'A9', 12, 'Derwent Paper'),
  paper('s080-840', 'S080-840', 'Semi-gloss label stock 840 mm', 'C1', 10, 'Harbour Coatings'),
  paper('tt76-500', 'TT76-500', 'Thermal label stock 500 mm', 'C2', 8, 'Harbour Coatings'),
  slit('slt-052', 'SLT-052', 'Slit kraft 52 mm', 'B1', 4_000),
  slit('slt-076', 'SLT-076', 'Slit kraft 76 mm', 'B2', 3_000),
  slit('slt-102', 'SLT-102', 'Slit kraft 102 mm', 'B3', 2_500),
  { ...slit('slt-060w', 'SLT-060W', 'Slit white liner 60 mm', 'B4', 10_000), scale: 1 },
  { ...supply('pva', 'PVA-020', 'PVA adhesive 20 L', 'E1', 100, 'Bond & Co'), unit: 'L' },
  { ...supply('dextrin', 'DEX-025', 'Dextrin adhesive 25 kg', 'E2', 500, 'Bond & Co'), unit: 'kg', scale: 1 },
  supply('carton', 'CTN-480', 'Carton 480 × 480 × 600 mm', 'F1', 200, 'Boxworks'),
  { ...supply('pallet', 'PAL-1165', 'Pallet 1,165 × 1,165 mm', 'Yard', 15, 'Boxworks'), unit: 'pallet' },
  { ...supply('wrap', 'WRP-500', 'Stretch wrap 500 mm', 'F3', 12, 'Boxworks'), unit: 'roll' },
  finished('fg-core-76-1000', 'FG-C76-1000', 'Core 76 × 1,000 mm, made', 'D1', 'bluewattle', 'core-76-1000'),
  finished('fg-core-152-900', 'FG-C152-900', 'Core 152 × 900 mm, made', 'D2', 'coolabah', 'core-152-900'),
  {
    ...finished('fg-label', 'FG-L100-150', 'Label 100 × 150 mm, made', 'D4', 'currawong', 'label-100-150'),
    unit: 'roll',
  },
];

function client(clientId: string, name: string, address: string, contact: string, leadTimeDays: number): Client {
  const domain = `${clientId.replace('-', '')}.example`;
  const email = `${contact.toLowerCase().replace(' ', '.')}@${domain}`;
  const contacts = [{ name: contact, position: 'Purchasing', email, phone: '(02) 5550 0100' }];
  const terms = leadTimeDays > 20 ? '30 days from invoice' : '14 days from invoice';
  return { clientId, name, address, contacts, paymentTerms: terms, leadTimeDays, email: `orders@${domain}` };
}

function core(productId: string, sku: string, name: string, unitPrice: number, clientId?: string): Product {
  const madeFor = clientId === undefined ? {} : { clientId };
  const [, bore = 0, long = 0] = productId.split('-').map(Number);
  const measures = { innerDiameter: bore * 100, length: long * 10, wall: 500, waste: 300, setupMinutes: 25 };
  return {
    ...{ productId, sku, name, kind: 'core', unit: 'piece', scale: 0, unitPrice, ...madeFor, minimumQuantity: 100 },
    ...{ measures, packing: 'Standing on a pallet, wrapped twice' },
  };
}

function label(productId: string, sku: string, name: string, unitPrice: number, clientId?: string): Product {
  const madeFor = clientId === undefined ? {} : { clientId };
  return { productId, sku, name, kind: 'label', unit: 'roll', scale: 0, unitPrice, ...madeFor, minimumQuantity: 20 };
}

function paper(itemId: string, code: string, name: string, bay: string, reorderPoint: number, supplier: string): Item {
  return { itemId, kind: 'raw-material', code, name, bay, unit: 'roll', scale: 0, reorderPoint, supplier };
}

function slit(itemId: string, code: string, name: string, bay: string, reorderPoint: number): Item {
  return { itemId, kind: 'slit-width', code, name, bay, unit: 'm', scale: 0, reorderPoint };
}

function supply(itemId: string, code: string, name: string, bay: string, reorderPoint: number, supplier: string): Item {
  return { itemId, kind: 'raw-material', code, name, bay, unit: 'piece', scale: 0, reorderPoint, supplier };
}

function finished(itemId: string, code: string, name: string, bay: string, clientId: string, productId: string): Item {
  const made = { kind: 'finished-goods' as const, unit: 'piece' as const, scale: 0, reorderPoint: 0 };
  return { itemId, code, name, bay, clientId, productId, ...made };
}
