/** Fields by which a document of the old application is known, by collection. Any two of them are enough. */
export const markers: { readonly [collection: string]: readonly string[] } = {
  users: ['username', 'full_name', 'hashed_password', 'password_hash', 'is_active'],
  clients: ['company_name', 'abn', 'payment_terms', 'lead_time_days', 'contacts'],
  client_products: ['product_code', 'product_description', 'price_ex_gst', 'product_type', 'material_used'],
  products: ['product_name', 'product_code', 'unit_price', 'unit_of_measure', 'client_id'],
  materials: ['material_description', 'product_code', 'supplier', 'raw_substrate', 'gsm'],
  suppliers: ['supplier_name', 'contact_person', 'currency_accepted', 'physical_address', 'post_code'],
  orders: ['order_number', 'current_stage', 'client_name', 'discounted_subtotal', 'total_amount', 'runtime_estimate'],
  archived_orders: ['order_number', 'original_order_id', 'archived_by', 'final_stage', 'total_amount'],
  production_logs: ['order_id', 'stage', 'updated_by', 'timestamp'],
  raw_substrate_stock: ['quantity_on_hand', 'product_code', 'minimum_stock_level', 'source_order_id', 'client_name'],
  raw_material_stock: ['quantity_on_hand', 'material_id', 'material_name', 'minimum_stock_level'],
  slit_widths: ['slit_width_mm', 'quantity_meters', 'remaining_quantity', 'raw_material_id'],
  stock_movements: ['stock_id', 'movement_type', 'quantity_change', 'reference', 'created_by'],
  stock_alerts: ['stock_id', 'alert_type', 'stock_type', 'message'],
  employee_profiles: ['employee_number', 'first_name', 'hourly_rate', 'annual_leave_balance', 'user_id'],
  leave_requests: ['employee_id', 'leave_type', 'start_date', 'hours_requested', 'requested_by'],
  leave_adjustments: ['employee_id', 'leave_type', 'adjustment_amount', 'adjustment_hours', 'previous_balance'],
  timesheets: ['employee_id', 'week_starting', 'week_start', 'entries', 'total_regular_hours'],
  payroll_calculations: ['employee_id', 'timesheet_id', 'gross_pay', 'net_pay', 'pay_period_start'],
  payslips: ['payslip_data', 'timesheet_id', 'employee_id', 'generated_at'],
  invoices: ['invoice_number', 'base_invoice_number', 'job_id', 'invoice_type', 'total_amount'],
};

/** Names that the old application gave to collections, those that are kept whole included. */
export const collectionNames: ReadonlySet<string> = new Set([
  ...Object.keys(markers),
  ...['materials_status', 'xero_tokens', 'xero_auth_states', 'product_specifications', 'machinery_rates', 'job_cards'],
  ...['job_specifications', 'order_items_status', 'stocktakes', 'stocktake_entries', 'manual_stocktakes'],
  ...['label_templates', 'page_templates', 'error_logs', 'accounting_transactions'],
]);

/** Nothing of these is kept: they hold what opens doors, and nothing else. */
export const secretCollections = /(^|_)(tokens?|auth_states?|sessions?|credentials|secrets)$/;

/** Only administrators and managers read what is kept of these. */
export const confidentialCollections =
  /pay|salary|employee|leave|timesheet|user|supplier|client_bank|error_log|audit|login/;
