PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'plan_id INTEGER DEFAULT ' || (SELECT id FROM plans WHERE name = 'Free'), 'plan_id INTEGER')
WHERE type = 'table' AND name = 'customers';
PRAGMA writable_schema = RESET;

DELETE FROM plans WHERE name = 'Free';
