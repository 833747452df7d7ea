DROP TABLE plan_limits;
DELETE FROM plans WHERE name = 'Free';
