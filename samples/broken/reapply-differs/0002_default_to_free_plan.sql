-- Broken: the default is the new row's id; after a rollback AUTOINCREMENT gives the row another one.
INSERT INTO plans (name) VALUES ('Free');

-- A default cannot be a query, so the id is written into the stored schema.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'plan_id INTEGER', 'plan_id INTEGER DEFAULT ' || (SELECT id FROM plans WHERE name = 'Free'))
WHERE type = 'table' AND name = 'customers';
PRAGMA writable_schema = RESET;
