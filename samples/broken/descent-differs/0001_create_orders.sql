CREATE TABLE orders (
  id     INTEGER PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('Open', 'Paid'))
);
