const common = ['_id', 'id', 'created_at', 'updated_at', 'created_by', 'updated_by', 'is_active'];
const versioned = ['version', 'version_updated_at'];
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

const priced = 'items subtotal discount_percentage discount_amount discount_notes discounted_subtotal gst total_amount';
const ofOrder = `order_number client_id client_name purchase_order_number ${priced} due_date priority status
  delivery_address delivery_instructions runtime_estimate notes completed_at current_stage acknowledged_at
  production_started_at stage_start_times invoiced partially_invoiced fully_invoiced invoice_id invoice_date
  invoice_history display_order`;

/** Fields that are known by collection. What else a document has is named in its import. */
const known: { readonly [collection: string]: readonly string[] } = {
  users: words('username email role full_name department phone employment_type last_login'),
  clients: words(`company_name abn address city state postal_code country phone email website notes logo_path contacts
    payment_terms lead_time_days`),
  client_products: words(`client_id product_type product_code product_description price_ex_gst minimum_order_quantity
    consignment material_used core_id core_width core_thickness strength_quality_important delivery_included
    service_delivery_subtype service_job_description service_time_required service_price service_functions
    delivery_from_address delivery_to_address delivery_unit_type delivery_price_per_unit makeready_allowance_percent
    setup_time_minutes waste_percentage qc_tolerances inspection_interval_minutes tubes_per_carton cartons_per_pallet
    special_tooling_notes packing_instructions consumables is_shared_product shared_with_clients`),
  products: words(`client_id product_name product_code description unit_of_measure delivery_requirements
    point_of_contact notes unit_price lead_time_days specifications`),
  materials: words(`supplier product_code material_description order_to_delivery_time unit currency gsm price
    raw_substrate thickness_mm burst_strength_kpa ply_bonding_jm2 moisture_percent supplied_roll_weight
    master_deckle_width_mm`),
  orders: [...words(ofOrder), ...versioned],
  archived_orders: [...words(ofOrder), ...words('original_order_id final_stage archived_at archived_by')],
  production_logs: words('order_id stage notes timestamp'),
  raw_substrate_stock: words(`client_id client_name product_id product_code product_description quantity_on_hand
    unit_of_measure minimum_stock_level source_order_id source_job_id is_shared_product shared_with_clients
    created_from_excess material_specifications material_value_m2`),
  raw_material_stock: words(`material_id material_name supplier_id quantity_on_hand minimum_stock_level
    usage_rate_per_month last_order_quantity unit_of_measure alert_threshold_days last_order_date`),
  slit_widths: words(`raw_material_id raw_material_name slit_width_mm material_specifications quantity_meters
    remaining_quantity allocated_quantity is_allocated allocated_to_order_id source_order_id source_job_id
    created_from_additional_widths`),
  stock_movements: words(`stock_id movement_type stock_type quantity_change previous_quantity new_quantity reference_id
    reference_type notes product_id client_id quantity reference is_archived archived_at archived_by archived_reason`),
  employee_profiles: [
    ...words(`user_id employee_number first_name last_name email phone department position manager_id start_date
      employment_type hourly_rate weekly_hours annual_leave_entitlement sick_leave_entitlement
      personal_leave_entitlement annual_leave_balance sick_leave_balance personal_leave_balance
      long_service_leave_balance`),
    ...versioned,
  ],
  leave_requests: words(`employee_id leave_type status start_date end_date hours_requested reason rejection_reason
    requested_by approver_id approved_by approved_at`),
  leave_adjustments: words(`employee_id employee_name leave_type reason adjustment_amount adjustment_hours
    previous_balance new_balance adjusted_by adjusted_by_name adjustment_date`),
  timesheets: [
    ...words(`employee_id week_starting week_ending week_start entries total_regular_hours total_overtime_hours
      total_leave_hours status rejection_reason submitted_at approved_at approved_by`),
    ...versioned,
  ],
};

/** Paths of the fields that nobody knows. A document that is kept whole has none. */
export function unknownFields(collection: string, doc: object): string[] {
  const own = known[collection];
  if (own === undefined) return [];
  const all = new Set([...common, ...own]);
  return Object.keys(doc).filter((field) => !all.has(field));
}
