DROP TABLE customer_location_history;
ALTER TABLE addresses DROP COLUMN latitude;
ALTER TABLE addresses DROP COLUMN longitude;
DROP INDEX customers_geohash_idx;
ALTER TABLE customers DROP COLUMN latitude;
ALTER TABLE customers DROP COLUMN longitude;
ALTER TABLE customers DROP COLUMN geohash;
