-- Broken: passes only while the table is empty. What currency has an invoice that is there already?
ALTER TABLE invoices ADD COLUMN currency TEXT NOT NULL;
