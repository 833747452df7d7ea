-- orders is made nowhere
ALTER TABLE orders ADD COLUMN note TEXT;
