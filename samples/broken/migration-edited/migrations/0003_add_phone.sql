-- a comment that came later
ALTER TABLE customers ADD COLUMN phone TEXT;
