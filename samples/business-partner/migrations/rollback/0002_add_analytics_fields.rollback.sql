DROP INDEX customers_churn_risk_idx;
ALTER TABLE customers DROP COLUMN birth_year;
ALTER TABLE customers DROP COLUMN visits;
ALTER TABLE customers DROP COLUMN last_visit_at;
ALTER TABLE customers DROP COLUMN rfm_score;
ALTER TABLE customers DROP COLUMN lifetime_value_cents;
ALTER TABLE customers DROP COLUMN churn_risk;
