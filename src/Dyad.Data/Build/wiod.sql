CREATE TABLE wiod AS
SELECT w.year::INTEGER AS year, economy(w.exporter) AS exporter, economy(w.importer) AS importer, s.sector, w.use, sum(w.value) AS value
FROM read_parquet(getvariable('from') || '/wiod2013/wiot_*.parquet') w JOIN hand_correspondence s ON s.industry = w.industry
GROUP BY ALL;
