import { type Role, roles } from '../contracts/permissions.ts';
import * as p from '../contracts/primitives.ts';
import { client } from '../domain/client/decider.ts';
import type { ClientDetails } from '../domain/client/events.ts';
import { COMPANY } from '../domain/company.ts';
import { product } from '../domain/product/decider.ts';
import type { ProductDetails } from '../domain/product/events.ts';
import { admins } from '../domain/user/admins.ts';
import { user } from '../domain/user/decider.ts';
import { cardReader, codeOf, some } from './cards.ts';
import { order, type UserFacts } from './context.ts';
import { thingId } from './identity.ts';
import type { Planner, Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { type Doc, docOf, exactly, flagOf, idText, listOf, scaled, tenThousandths, textOf } from './values.ts';

const goneRoles: { readonly [role: string]: Role } = {
  production_staff: 'production_team',
  supervisor: 'production_manager',
};
/** Ids that an account may not have. */
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,59}$/;

export function* classifyUsers(planner: Planner): Generator<Unit> {
  const losers = withoutAddress([...planner.context.users.values()]);
  for (const document of planner.documentsOf('users')) {
    if (document.doubled) yield* planner.skip(document, 'id', 'another user has the same id');
    else yield userOf(planner, document, losers.has(document.id));
  }
}

/** Of several accounts with one address: the active one keeps it, then the one that signed in last, then the oldest. */
function withoutAddress(users: readonly UserFacts[]): ReadonlySet<string> {
  const best = new Map<string, UserFacts>();
  const losers = new Set<string>();
  const ahead = (a: UserFacts, b: UserFacts) =>
    Number(b.active) - Number(a.active) ||
    order(b.lastLogin, a.lastLogin) ||
    order(a.created, b.created) ||
    order(a.id, b.id);
  for (const one of new Set(users)) {
    if (one.email === undefined) continue;
    const address = one.email.toLowerCase();
    const other = best.get(address);
    if (other === undefined) best.set(address, one);
    else if (ahead(one, other) < 0) {
      best.set(address, one);
      losers.add(other.id);
    } else losers.add(one.id);
  }
  return losers;
}

function userOf(planner: Planner, document: LegacyDocument, lost: boolean): Unit {
  const { collection, id, doc } = document;
  const userId = thingId(collection, id);
  const read = cardReader(planner, document);
  const owner = user.at(userId);
  const said = textOf(doc['username'])?.trim();
  const wished =
    said !== undefined && USERNAME.test(said)
      ? said
      : codeOf(said ?? '').replace(/[ /]/g, '.') || `user-${id.slice(0, 8)}`;
  const names = planner.claim('user-name', USERNAME.test(wished) ? wished : `user-${id.slice(0, 8)}`, owner);
  if (names.value !== said) planner.mark(document, `signs in as ${names.value}`);
  const name = read.must(textOf(doc['full_name']) ?? said, 'full_name', p.name, names.value);
  const email = lost ? undefined : read.text('email', p.email);
  if (lost) planner.mark(document, 'another account has this e-mail address: comes over closed, without it');
  const address =
    email !== undefined && planner.isFree('email', email, owner) ? planner.take('email', email, owner) : undefined;
  const { role, known } = roleOf(planner, doc);
  if (!known)
    planner.mark(document, `the role ${textOf(doc['role']) ?? 'that is not told'} is not known: comes over closed`);
  const closed = lost || !known || !flagOf(doc['is_active'], true);
  const data = { username: names.value, name, role, ...some('email', address?.value), ...(closed && { closed }) };
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['created_by'] });
  const joined = closed ? [] : joining(userId, name, role);
  return {
    documents: [{ document, becomes: 'made' }],
    events: [
      { ...user.event(userId, 'UserRegistered', data), type: 'UserImported', imported },
      ...names.events,
      ...(address?.events ?? []),
      ...joined,
    ],
    fresh: owner,
  };
}

function joining(userId: string, name: string, role: Role) {
  if (role === 'admin') return [admins.event(COMPANY, 'AdminAppointed', { userId, name })];
  return role === 'manager' ? [admins.event(COMPANY, 'ManagerAppointed', { userId, name })] : [];
}

function roleOf(planner: Planner, doc: Doc): { readonly role: Role; readonly known: boolean } {
  const said = textOf(doc['role'])?.trim() ?? '';
  const meant = planner.context.ruled('role', said) ?? said.toLowerCase().replace(/[\s-]+/g, '_');
  const role = goneRoles[meant] ?? roles.find((one) => one === meant);
  return { role: role ?? 'employee', known: role !== undefined };
}

export function* classifyClients(planner: Planner): Generator<Unit> {
  for (const document of planner.documentsOf('clients')) {
    if (document.doubled) yield* planner.skip(document, 'id', 'another client has the same id');
    else yield clientOf(planner, document);
  }
}

function clientOf(planner: Planner, document: LegacyDocument): Unit {
  const { collection, id, doc } = document;
  const clientId = thingId(collection, id);
  const read = cardReader(planner, document);
  const town = [textOf(doc['city']), textOf(doc['state']), textOf(doc['postal_code'])].filter(
    (one) => one !== undefined,
  );
  const lines = [textOf(doc['address']), town.join(' '), textOf(doc['country'])];
  const address = lines.filter((one) => one !== undefined && one !== '').join(', ');
  const contacts = listOf(doc['contacts']).map(docOf);
  if (doc['contacts'] !== undefined && doc['contacts'] !== null && !Array.isArray(doc['contacts']))
    planner.mark(document, 'contacts is no list of people and stays in the old document');
  const primary = contacts.filter((one) => flagOf(one['is_primary'], false));
  const inOrder = [...primary, ...contacts.filter((one) => !primary.includes(one))];
  if (inOrder.length > 20) planner.mark(document, `${inOrder.length} contacts: 20 are on the card`);
  const lead = scaled(doc['lead_time_days'], 0);
  const data: ClientDetails & { retired?: boolean } = {
    name: read.must(textOf(doc['company_name']), 'company_name', p.name, `Client ${id.slice(0, 8)}`),
    ...some('abn', read.text('abn', p.text(20))),
    ...some('address', read.text('address', p.text(500), { address })),
    ...some('phone', read.text('phone', p.text(40))),
    ...some('email', read.text('email', p.email)),
    ...some('website', read.text('website', p.text(200))),
    ...some('paymentTerms', read.text('payment_terms', p.text(200))),
    ...some('leadTimeDays', lead !== undefined && lead >= 0 && lead <= 365 ? lead : undefined),
    contacts: inOrder.slice(0, 20).flatMap((one) => {
      const name = read.text('name', p.name, one) ?? read.text('email', p.name, one);
      if (name === undefined) {
        planner.mark(document, 'a contact has no name and stays in the old document');
        return [];
      }
      return [
        {
          name,
          ...some('position', read.text('position', p.name, one)),
          ...some('email', read.text('email', p.email, one)),
          ...some('phone', read.text('phone', p.text(40), one)),
        },
      ];
    }),
    ...some('notes', read.text('notes', p.note)),
    ...(!flagOf(doc['is_active'], true) && { retired: true }),
  };
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['created_by'] });
  return {
    documents: [{ document, becomes: 'made' }],
    events: [{ ...client.event(clientId, 'ClientRegistered', data), type: 'ClientImported', imported }],
    fresh: client.at(clientId),
    sealed: { employeeId: clientId, values: document.sealed },
  };
}

export function* classifyProducts(planner: Planner): Generator<Unit> {
  // The older of two with one code keeps it.
  const all: { readonly collection: string; readonly index: number; readonly created: string }[] = [];
  for (const collection of ['client_products', 'products']) {
    const count = planner.spool.collections.get(collection)?.count ?? 0;
    for (let index = 0; index < count; index++) {
      const created = planner.documentAt(collection, index)?.doc['created_at'];
      all.push({ collection, index, created: created instanceof Date ? created.toISOString() : String(created ?? '') });
    }
  }
  const kept = ({ collection }: { collection: string }) => (collection === 'client_products' ? 0 : 1);
  all.sort((a, b) => kept(a) - kept(b) || order(a.created, b.created) || a.index - b.index);
  for (const { collection, index } of all) {
    const document = planner.documentAt(collection, index);
    if (document === undefined) continue;
    if (document.doubled) yield* planner.skip(document, 'id', 'another product has the same id');
    else yield productOf(planner, document);
  }
}

function productOf(planner: Planner, document: LegacyDocument): Unit {
  const { collection, id, doc } = document;
  const productId = thingId(collection, id);
  const read = cardReader(planner, document);
  const printed = textOf(doc['product_code'])?.trim();
  const code = codeOf(printed ?? '');
  const sku = planner.claim('sku', code === '' ? `P-${id.slice(0, 8)}` : code, product.at(productId));
  if (sku.value !== printed) planner.mark(document, `SKU ${sku.value}, printed as ${printed ?? 'nothing'}`);
  const called =
    textOf(doc['product_description']) ?? textOf(doc['product_name']) ?? textOf(doc['description']) ?? printed;
  const clientId = planner.context.clients.get(idText(doc['client_id']) ?? '')?.clientId;
  const price = doc['price_ex_gst'] ?? doc['unit_price'] ?? doc['service_price'];
  const unitPrice = Math.min(Math.max(0, tenThousandths(price) ?? 0), p.UNIT_PRICE_MAX);
  if (price !== undefined && price !== null && exactly(price, 4) !== unitPrice)
    planner.mark(document, 'the price has more than four decimals or none');
  else if (unitPrice % 100 !== 0) planner.mark(document, 'the price has parts of a cent');
  const notes = [
    sku.value === printed || printed === undefined ? undefined : `Printed code: ${printed}`,
    ...[doc['service_job_description'], doc['notes'], docOf(doc['specifications'])['special_instructions']].map(textOf),
  ].filter((one) => one !== undefined);
  const list = (field: string) => listOf(doc[field]).map((one) => idText(one) ?? '');
  const materials = list('material_used').flatMap((one) => materialItem(planner, one));
  const shared = list('shared_with_clients').flatMap((one) => planner.context.clients.get(one)?.clientId ?? []);
  const minimum = scaled(doc['minimum_order_quantity'], 0);
  const data: ProductDetails & { unit: 'piece'; scale: number; retired?: boolean } = {
    sku: sku.value,
    name: read.must(called, 'product_description', p.name, sku.value),
    kind: kindOf(doc),
    ...some('clientId', clientId),
    unitPrice,
    ...some(
      'minimumQuantity',
      minimum !== undefined && minimum >= 0 && minimum <= p.QUANTITY_MAX ? minimum : undefined,
    ),
    ...some('specification', read.text('specification', p.note, { specification: notes.join('\n') })),
    ...some('measures', measuresOf(doc)),
    ...(materials.length > 0 && { materials: [...new Set(materials)].slice(0, 20) }),
    ...(shared.length > 0 && { sharedWith: [...new Set(shared)].slice(0, 50) }),
    ...(flagOf(doc['strength_quality_important'], false) && { strengthMatters: true }),
    ...(flagOf(doc['delivery_included'], false) && { deliveryIncluded: true }),
    ...(flagOf(doc['consignment'], false) && { consignment: true }),
    ...some('tolerances', read.text('qc_tolerances', p.note, { qc_tolerances: tolerancesOf(doc) })),
    ...some('tooling', read.text('special_tooling_notes', p.note)),
    ...some('packing', read.text('packing_instructions', p.note)),
    ...some('deliverFrom', read.text('delivery_from_address', p.text(500))),
    ...some('deliverTo', read.text('delivery_to_address', p.text(500))),
    ...{ unit: 'piece', scale: 0 },
    ...(!flagOf(doc['is_active'], true) && { retired: true }),
  };
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['created_by'] });
  return {
    documents: [{ document, becomes: 'made' }],
    events: [
      { ...product.event(productId, 'ProductRegistered', data), type: 'ProductImported', imported },
      ...sku.events,
    ],
    fresh: product.at(productId),
  };
}

/** The stock item of a material: the first that there is, or the material's own. */
export function materialItem(planner: Planner, materialId: string): string[] {
  const { context } = planner;
  const [first] = context.itemsOfMaterial.get(materialId) ?? [];
  const item = first === undefined ? undefined : context.items.get(first);
  if (item !== undefined) return [item];
  return context.materials.has(materialId) ? [thingId('materials', materialId)] : [];
}

function kindOf(doc: Doc): ProductDetails['kind'] {
  const type = textOf(doc['product_type'])?.toLowerCase();
  if (type === 'paper_cores') return 'core';
  if (type === 'services_and_deliveries') return 'service';
  return type === 'labels' || type === 'label' ? 'label' : 'finished-goods';
}

function measuresOf(doc: Doc): ProductDetails['measures'] {
  const tolerated = (field: string, scale: number) => {
    const value = scaled(doc[field], scale);
    return value !== undefined && value > 0 && value <= p.QUANTITY_MAX ? value : undefined;
  };
  const measures = {
    ...some('innerDiameter', tolerated('core_id', 2)),
    ...some('length', tolerated('core_width', 1)),
    ...some('wall', tolerated('core_thickness', 2)),
    ...some('makeready', tolerated('makeready_allowance_percent', 2)),
    ...some('waste', tolerated('waste_percentage', 2)),
    ...some('setupMinutes', tolerated('setup_time_minutes', 0)),
    ...some('inspectionMinutes', tolerated('inspection_interval_minutes', 0)),
    ...some('perCarton', tolerated('tubes_per_carton', 0)),
    ...some('cartonsPerPallet', tolerated('cartons_per_pallet', 0)),
  };
  return Object.keys(measures).length === 0 ? undefined : measures;
}

function tolerancesOf(doc: Doc): string | undefined {
  const told = Object.entries(docOf(doc['qc_tolerances'])).flatMap(([field, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [`${field.replaceAll('_', ' ')} ${text}`];
  });
  return told.length === 0 ? undefined : told.join(', ').slice(0, 2_000);
}
