DROP TABLE run_telemetry;
