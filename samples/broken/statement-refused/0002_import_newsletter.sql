-- Broken: reads another database file. A migration may reach only its own.
ATTACH DATABASE 'newsletter.db' AS newsletter;
ALTER TABLE customers ADD COLUMN newsletter INTEGER NOT NULL DEFAULT 0;
UPDATE customers SET newsletter = 1 WHERE email IN (SELECT email FROM newsletter.subscribers);
DETACH DATABASE newsletter;
